import type { EmojiData as PickerData } from "frimousse";
import { type Emoji, type EmojiData, emojiData, SKIN_TONES, type SkinTone } from "./emoji-data.ts";
import { recentEmoji } from "./recent.ts";

/** The names that the picker wants; nothing of it is shown. */
const TONE_NAMES = {
  light: "light",
  "medium-light": "medium light",
  medium: "medium",
  "medium-dark": "medium dark",
  dark: "dark",
};

/** All emoji as the picker takes them, with those chosen last before all groups. @throws where they cannot be loaded */
export async function pickerData(): Promise<PickerData> {
  await emojiData.want();
  const data = emojiData.loaded;
  if (!data) throw new Error("The emoji are not there.");
  const recent = recentEmoji.value.flatMap((emoji) => recentEntry(data, emoji));
  return {
    locale: "en",
    categories: [
      ...(recent.length > 0 ? [{ index: 0, label: "Chosen last" }] : []),
      ...data.groups.map((label, group) => ({ index: group + 1, label })),
    ],
    skinTones: TONE_NAMES,
    emojis: [...recent, ...data.all.map((emoji) => entryOf(emoji))],
  };
}

type Entry = PickerData["emojis"][number];

function entryOf({ emoji, group, label, tags, shortcodes, tones }: Emoji): Entry {
  const found = { emoji, category: group + 1, label, version: 1, tags: [...tags, ...shortcodes] };
  if (!tones) return found;
  const skin = (tone: SkinTone) => tones[SKIN_TONES.indexOf(tone) - 1] ?? emoji;
  return {
    ...found,
    skins: {
      light: skin("light"),
      "medium-light": skin("medium-light"),
      medium: skin("medium"),
      "medium-dark": skin("medium-dark"),
      dark: skin("dark"),
    },
  };
}

/** One that was chosen last stays in the skin tone it was chosen in. */
function recentEntry(data: EmojiData, emoji: string): Entry[] {
  const known = data.all.find((each) => each.emoji === emoji || each.tones?.includes(emoji));
  return known ? [{ emoji, category: 0, label: known.label, version: 1, tags: [] }] : [];
}
