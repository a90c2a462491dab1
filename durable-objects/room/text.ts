import { z } from "zod";

/**
 * Text that people type. Half a surrogate pair, as of an emoji that was cut in two, becomes U+FFFD here, at the edge: kept
 * as it is, it would be one text in the room and another one wherever text is written as UTF-8.
 */
export const TypedText = z.string().overwrite((text) => text.toWellFormed());

/** A line of {@link TypedText}: without space around it, not empty, and at most so many UTF-16 units. */
export function typedLine(maxLength: number) {
  return TypedText.trim().min(1).max(maxLength);
}
