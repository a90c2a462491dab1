import { describe, expect, it } from "vitest";
import { aPeer as peer } from "../testing/peers.ts";
import { mainOf, screenOf, tilesOf } from "./tiles.ts";

const ada = peer("ada", { self: true });
const bo = peer("bo");
const cy = peer("cy");
const ids = (tiles: readonly { id: string }[]) => tiles.map(({ id }) => id);

describe("the pictures of a call", () => {
  it("are those on stage, oneself last, and nobody who only watches", () => {
    expect(ids(tilesOf([ada, bo, cy, peer("di", { place: "watching" })], "shown"))).toEqual(["bo", "cy", "ada"]);
  });

  it("leave oneself out on demand, but not where nobody else is", () => {
    expect(ids(tilesOf([ada, bo], "hidden"))).toEqual(["bo"]);
    expect(ids(tilesOf([ada], "hidden"))).toEqual(["ada"]);
  });

  it("begin with what others share, and not with what one shares oneself", () => {
    const media = { audio: true, video: true, screen: true };
    const tiles = tilesOf([{ ...ada, media }, { ...bo, media }, cy], "shown");
    expect(ids(tiles)).toEqual([screenOf("bo"), "bo", "cy", "ada"]);
  });
});

describe("the large picture", () => {
  const tiles = tilesOf([ada, bo, cy], "shown");
  const shared = tilesOf([ada, peer("bo", { media: { audio: true, video: true, screen: true } }), cy], "shown");

  it("is what one fixed, else what is shared, else who speaks where one wants that", () => {
    expect(mainOf(shared, { view: "grid", pinned: "cy", speaker: "bo" })?.id).toBe("cy");
    expect(mainOf(shared, { view: "grid", pinned: null, speaker: "cy" })?.id).toBe(screenOf("bo"));
    expect(mainOf(tiles, { view: "speaker", pinned: null, speaker: "cy" })?.id).toBe("cy");
    expect(mainOf(tiles, { view: "grid", pinned: null, speaker: "cy" })).toBeNull();
  });

  it("is another one where whom one fixed or who spoke has gone", () => {
    expect(mainOf(tiles, { view: "speaker", pinned: "gone", speaker: "gone" })?.id).toBe("bo");
    expect(mainOf(tilesOf([ada], "shown"), { view: "speaker", pinned: null, speaker: null })?.id).toBe("ada");
  });
});
