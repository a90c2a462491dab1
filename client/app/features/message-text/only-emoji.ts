/** More of them than this are words of their own kind, and as large as words. */
const MOST = 12;

const EMOJI = /\p{RGI_Emoji}/gv;
const ALL_EMOJI = /^(?:\p{RGI_Emoji}|\s)+$/v;

/** True for a message of a few emoji and nothing else, which is shown large. */
export function isOnlyEmoji(text: string): boolean {
  return ALL_EMOJI.test(text) && (text.match(EMOJI)?.length ?? 0) <= MOST;
}
