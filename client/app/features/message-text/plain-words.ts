import type { Nodes } from "mdast";
import { parseMessage } from "./parse.ts";

/** What holds blocks, whose words do not run into one another. */
const APART: ReadonlySet<Nodes["type"]> = new Set(["root", "blockquote", "list", "listItem", "table", "tableRow"]);

/** A message's text without its marks, on one line, as it is said aloud or shown in short. */
function plainWords(text: string): string {
  return wordsOf(parseMessage(text), " ").replace(/\s+/g, " ").trim();
}

/** The same with its lines. */
export function plainLines(text: string): string {
  return wordsOf(parseMessage(text), "\n").trim();
}

/** The same, cut at `length`. */
export function excerptOf(text: string, length: number): string {
  const words = plainWords(text);
  return words.length > length
    ? `${words
        .slice(0, length - 1)
        .toWellFormed()
        .trimEnd()}…`
    : words;
}

/** The words of a node, with `apart` between those of blocks. */
function wordsOf(node: Nodes, apart: " " | "\n"): string {
  if (node.type === "break") return apart;
  if ("children" in node)
    return node.children.map((child) => wordsOf(child, apart)).join(APART.has(node.type) ? apart : "");
  return "value" in node ? node.value : "";
}
