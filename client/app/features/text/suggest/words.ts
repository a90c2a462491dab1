import { folded } from "../../../words/folded.ts";

/** True when every word of `query` begins a word of `text`, whatever its case and accents. */
export function soundsLike(text: string, query: string): boolean {
  const words = folded(text).split(/[\s-]+/);
  return folded(query)
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}
