import { expect, it } from "vitest";
import { HandClock } from "../testing/hand-clock.ts";
import { Voices } from "./voices.ts";

const QUIET = 0.1;
const LOUD = 0.6;

function listening() {
  const clock = new HandClock();
  const heard = new Map([
    ["me", QUIET],
    ["ada", QUIET],
    ["bob", QUIET],
  ]);
  const voices = new Voices({ clock, listen: () => heard, self: () => "me", changed: () => {} });
  voices.begin();
  return { clock, heard, voices };
}

it("tells who speaks, over the pauses between words, and for how loud", () => {
  const { clock, heard, voices } = listening();
  heard.set("ada", LOUD).set("me", LOUD);
  clock.advance(200);
  expect([...voices.speaking]).toEqual(["me", "ada"]);
  expect(voices.volumeOf("ada").value).toBe(LOUD);
  heard.set("ada", QUIET).set("me", QUIET);
  clock.advance(600);
  expect([...voices.speaking]).toEqual(["me", "ada"]);
  clock.advance(400);
  expect([...voices.speaking]).toEqual([]);
});

it("gives the word to the others alone, leaves it with who spoke last, and passes it on no faster than one can look", () => {
  const { clock, heard, voices } = listening();
  heard.set("me", LOUD);
  clock.advance(2_000);
  expect(voices.active.value).toBeNull();
  heard.set("ada", LOUD);
  clock.advance(200);
  expect(voices.active.value).toBe("ada");
  heard.set("ada", QUIET).set("bob", LOUD);
  clock.advance(1_000);
  expect(voices.active.value).toBe("ada");
  clock.advance(1_000);
  expect(voices.active.value).toBe("bob");
  heard.set("bob", QUIET);
  clock.advance(5_000);
  expect(voices.active.value).toBe("bob");
  voices.keepOnly(new Set(["me", "ada"]));
  expect(voices.active.value).toBeNull();
});
