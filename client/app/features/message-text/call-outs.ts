/** A run of words, or a call to all of a conversation within it. */
export interface Called {
  words: string;
  calls: "everyone" | "here" | null;
}

const CALL = /(?<![\p{L}\p{N}_@.])@(everyone|here)(?![\p{L}\p{N}_])/gu;

/** Parts words at `@everyone` and `@here`, which are no link and yet mention people. */
export function callsIn(words: string): Called[] {
  const parts: Called[] = [];
  let from = 0;
  for (const match of words.matchAll(CALL)) {
    if (match.index > from) parts.push({ words: words.slice(from, match.index), calls: null });
    parts.push({ words: match[0], calls: match[1] === "here" ? "here" : "everyone" });
    from = match.index + match[0].length;
  }
  if (from < words.length || parts.length === 0) parts.push({ words: words.slice(from), calls: null });
  return parts;
}
