import { expect, it } from "vitest";
import { holds, soundsLike } from "./words.ts";

it("finds by the beginnings of words, whatever their case and accents", () => {
  expect(soundsLike("Ada Lovelace", "love")).toBe(true);
  expect(soundsLike("Ada Lovelace", "lo ad")).toBe(true);
  expect(soundsLike("Zoë Müller", "zoe mu")).toBe(true);
  expect(soundsLike("Ada Lovelace", "lace")).toBe(false);
  expect(soundsLike("Anything", "")).toBe(true);
});

it("finds tasks as the server does, by words that stand anywhere", () => {
  expect(holds("ENG-42 Cut the gears", "ears 42")).toBe(true);
  expect(holds("ENG-42 Cut the gears", "rods")).toBe(false);
});
