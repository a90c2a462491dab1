/** An emoji of Unicode; also one that is newer than this runtime knows, or without its variation sign. */
const EMOJI =
  /^(?:\p{RGI_Emoji}|\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?(?:\u{200d}\p{Extended_Pictographic}[\u{fe0f}\u{1f3fb}-\u{1f3ff}]?)*)$/v;

/** Whether this is one emoji and nothing else. */
export function isEmoji(text: string): boolean {
  return EMOJI.test(text);
}
