import { z } from "zod";
import { remembered } from "../../remembered/remembered.ts";
import { SKIN_TONES } from "./emoji-data.ts";

/** How many are offered before all others. */
const MOST = 18;

/** The emoji that were chosen last in this browser, the last first. */
export const recentEmoji = remembered("emoji.recent", z.array(z.string().max(64)).max(MOST), []);

/** The skin tone that whoever sits here has chosen. */
export const skinTone = remembered("emoji.tone", z.enum(SKIN_TONES), "none");

/** Has an emoji offered first from now on. */
export function rememberEmoji(emoji: string): void {
  recentEmoji.set([emoji, ...recentEmoji.value.filter((each) => each !== emoji)].slice(0, MOST));
}
