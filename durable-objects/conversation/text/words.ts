import { piecesOf } from "./pieces.ts";

/** Signs of emphasis, where they open or close something. */
const EMPHASIS = /(?<![\p{L}\p{N}])(?:[*_]{1,3}|~~)(?=\S)|(?<=\S)(?:[*_]{1,3}|~~)(?![\p{L}\p{N}])/gu;

/** What a message says, without its Markdown: a link by its words, code as it is. */
export function wordsOf(text: string): string {
  let words = "";
  for (const piece of piecesOf(text)) words += piece.kind === "code" ? piece.text : piece.text.replace(EMPHASIS, "");
  return words.trim();
}

/** The beginning of what a message says, on one line, of at most `length` UTF-16 units. */
export function excerptOf(text: string, length: number): string {
  const line = wordsOf(text).replace(/\s+/g, " ");
  return line.length <= length
    ? line
    : `${line
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`;
}
