import { expect, it } from "vitest";
import { EmojiData, inTone } from "../client/app/features/emoji/emoji-data.ts";
import { emojiText } from "./app-emoji.ts";

it("brings emoji that the app can read, by the names they are known by and in all skin tones", async () => {
  const data = new EmojiData(JSON.parse(await emojiText()));
  expect(data.all.length).toBeGreaterThan(1_500);
  for (const [name, emoji] of Object.entries({ tada: "🎉", "+1": "👍", heart: "❤️", de: "🇩🇪", rocket: "🚀" }))
    expect(data.called(name)?.emoji, name).toBe(emoji);
  const wave = data.called("wave");
  expect(wave && inTone(wave, "medium")).toBe("👋🏽");
  // Whatever else sends one sends the same.
  expect(data.all.filter(({ emoji }) => !/^\p{RGI_Emoji}$/v.test(emoji)).map(({ label }) => label)).toEqual([]);
  expect(data.all.every(({ group }) => data.groups[group] !== undefined)).toBe(true);
});
