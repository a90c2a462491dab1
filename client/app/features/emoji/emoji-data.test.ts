import { expect, it } from "vitest";
import { EmojiData, inTone } from "./emoji-data.ts";

const data = new EmojiData({
  groups: ["smileys", "hands"],
  rows: [
    ["🎉", 0, "party popper", "celebration party tada", "tada", ""],
    ["🥳", 0, "partying face", "celebration party", "partying_face", ""],
    ["👋", 1, "waving hand", "bye hello wave", "wave", "👋🏻 👋🏼 👋🏽 👋🏾 👋🏿"],
    ["👍", 1, "thumbs up", "good yes", "+1 thumbsup", "👍🏻 👍🏼 👍🏽 👍🏾 👍🏿"],
  ],
});

it("finds emoji by their shortcodes first, then by other words", () => {
  const found = (query: string) => data.find(query, 5).map(({ emoji }) => emoji);
  expect(found("party")).toEqual(["🥳", "🎉"]);
  expect(found("thumbs")).toEqual(["👍"]);
  expect(found("+1")).toEqual(["👍"]);
  expect(found("zzz")).toEqual([]);
});

it("knows what is called between colons, and shows it in a skin tone", () => {
  const wave = data.called("WAVE");
  expect(wave && inTone(wave, "dark")).toBe("👋🏿");
  expect(wave && inTone(wave, "none")).toBe("👋");
  expect(data.called("nothing")).toBeNull();
  const tada = data.called("tada");
  expect(tada && inTone(tada, "dark")).toBe("🎉");
});
