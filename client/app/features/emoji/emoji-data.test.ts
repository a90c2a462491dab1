import { expect, it } from "vitest";
import { EmojiData, inTone } from "./emoji-data.ts";

const data = new EmojiData({
  groups: ["smileys", "hands"],
  rows: [
    { emoji: "🎉", group: 0, label: "party popper", tags: "celebration party tada", shortcodes: "tada", tones: "" },
    {
      emoji: "🥳",
      group: 0,
      label: "partying face",
      tags: "celebration party",
      shortcodes: "partying_face",
      tones: "",
    },
    {
      emoji: "👋",
      group: 1,
      label: "waving hand",
      tags: "bye hello wave",
      shortcodes: "wave",
      tones: "👋🏻 👋🏼 👋🏽 👋🏾 👋🏿",
    },
    {
      emoji: "👍",
      group: 1,
      label: "thumbs up",
      tags: "good yes",
      shortcodes: "+1 thumbsup",
      tones: "👍🏻 👍🏼 👍🏽 👍🏾 👍🏿",
    },
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
