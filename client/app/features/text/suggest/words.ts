import { folded } from "../../../words/folded.ts";

/** True when every word of `query` begins a word of `text`, whatever its case and accents. */
export function soundsLike(text: string, query: string): boolean {
  const words = folded(text).split(/[\s-]+/);
  return folded(query)
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

/** True when every word of `query` stands somewhere in `text`, as tasks are searched for. */
export function holds(text: string, query: string): boolean {
  const whole = folded(text);
  return folded(query)
    .split(/\s+/)
    .every((wanted) => whole.includes(wanted));
}
