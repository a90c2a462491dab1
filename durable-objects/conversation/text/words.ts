import type { Nodes } from "mdast";
import { nodesOf, parseMessage } from "./tree.ts";

/** Text without any of these reads the same as Markdown and as words. */
const MARKS = /[[\]*_~`<>#&\\!|\n\r:@]|^\s*(?:[-+]|\d+[.)])\s|www\./m;

/** What a message says, without its Markdown: a link by its words, code as it is, one line for each block. */
export function wordsOf(text: string): string {
  if (!MARKS.test(text)) return text.trim();
  let words = "";
  for (const node of nodesOf(parseMessage(text))) {
    if (partsBlocks(node) && words !== "" && !words.endsWith("\n")) words += "\n";
    if (node.type === "text" || node.type === "inlineCode" || node.type === "code") words += node.value;
    else if (node.type === "image") words += node.alt ?? "";
    else if (node.type === "break") words += "\n";
  }
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

function partsBlocks({ type }: Nodes): boolean {
  return type === "paragraph" || type === "heading" || type === "code" || type === "listItem";
}
