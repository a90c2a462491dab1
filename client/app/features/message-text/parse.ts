import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";

/** Deeper nesting than this is nobody's meaning, and would take long to read. */
const MOST_DEPTH = 16;
/** More signs of emphasis than this outside of code cost a parser the square of their number. */
const MOST_SIGNS = 800;
const TOO_DEEP = new RegExp(`^(?:[ \\t]*(?:>|[-+*]|\\d{1,9}[.)])){${MOST_DEPTH},}`, "m");
const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;

/** So many texts stay parsed: a list that is scrolled shows the same ones again. */
const KEPT = 400;
const parsed = new Map<string, Root>();

/**
 * A message's Markdown as a tree. HTML in it is words, as are indented lines, underlined headings and definitions, which
 * nobody means in a conversation. A text made to take long is one paragraph of words.
 */
export function parseMessage(text: string): Root {
  const known = parsed.get(text);
  // Deleted and set again, it is the one that was asked for last.
  parsed.delete(text);
  const root = known ?? read(text);
  parsed.set(text, root);
  for (const [oldest] of parsed) {
    if (parsed.size <= KEPT) break;
    parsed.delete(oldest);
  }
  return root;
}

function read(text: string): Root {
  if (isHostile(text)) return wordsOnly(text);
  const root = fromMarkdown(text, {
    extensions: [
      gfmTable(),
      gfmStrikethrough(),
      gfmTaskListItem(),
      gfmAutolinkLiteral(),
      { disable: { null: ["htmlFlow", "htmlText", "codeIndented", "setextUnderline", "definition"] } },
    ],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      gfmAutolinkLiteralFromMarkdown(),
    ],
  });
  return isDeeper(root, MOST_DEPTH * 3) ? wordsOnly(text) : root;
}

function isHostile(text: string): boolean {
  return TOO_DEEP.test(text) || signsOutsideCode(text) > MOST_SIGNS;
}

function signsOutsideCode(text: string): number {
  let signs = 0;
  let fence: string | null = null;
  for (const line of text.split("\n")) {
    const found = FENCE.exec(line)?.[1];
    if (fence === null) {
      fence = found ?? null;
      if (found === undefined) signs += line.match(/[*_~]/g)?.length ?? 0;
    } else if (found?.startsWith(fence)) fence = null;
  }
  return signs;
}

function wordsOnly(value: string): Root {
  return { type: "root", children: [{ type: "paragraph", children: [{ type: "text", value }] }] };
}

function isDeeper(node: Nodes, most: number): boolean {
  if (!("children" in node)) return false;
  return most === 0 || node.children.some((child) => isDeeper(child, most - 1));
}
