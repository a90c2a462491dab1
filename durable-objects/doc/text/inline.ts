/**
 * Inline content as Markdown can hold it: emphasis that hugs its words, no blanks at the edges of a line, no empty
 * runs. What the editor lets people write beyond that (a bold blank, a trailing space) stays in the document; it is
 * settled only for writing Markdown and for telling whether two blocks say the same.
 */
import { isAllowedUri } from "@tiptap/extension-link";
import { mentionOf, wordsOfMention } from "./mention.ts";
import { node as nodeOf, type TreeMark, type TreeNode, text } from "./tree.ts";

/** Marks whose Markdown must begin and end at a word. */
const HUGGING: ReadonlySet<string> = new Set(["bold", "italic", "strike", "underline"]);

interface Piece {
  node: TreeNode;
  blank: boolean;
}

/** Settles the children of one paragraph, heading or table cell. Equal settled content is equal Markdown. */
export function settle(content: readonly TreeNode[]): TreeNode[] {
  const pieces = content.map(harmless).flatMap(split);
  return join(
    pieces.flatMap((piece, index) => {
      if (!piece.blank) return [piece.node];
      const before = neighbour(pieces, index, -1);
      const after = neighbour(pieces, index, 1);
      if (!before || !after || before.type === "hardBreak" || after.type === "hardBreak") return [];
      const marks = (piece.node.marks ?? []).filter(
        (mark) => !HUGGING.has(mark.type) || (has(before, mark) && has(after, mark)),
      );
      return [text(piece.node.text ?? "", marks)];
    }),
  );
}

/**
 * Without addresses that a browser would run, which any Yjs client can write and no reader of Markdown here accepts: a
 * link is then its words, an image what it would show, and a mention of nothing the name it gives.
 */
function harmless(node: TreeNode): TreeNode {
  const marks = (node.marks ?? []).filter((mark) => mark.type !== "link" || isHarmless(mark.attrs?.href));
  if (node.type === "text") return text(node.text ?? "", marks);
  if (node.type === "mention") {
    const mention = mentionOf(node.attrs);
    return mention ? nodeOf("mention", { ...mention }, []) : text(wordsOfMention(node.attrs), []);
  }
  if (node.type !== "image" || isHarmless(node.attrs?.src)) return node;
  return text(String(node.attrs?.alt ?? ""), marks);
}

function isHarmless(address: unknown): boolean {
  return Boolean(isAllowedUri(String(address ?? "")));
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"`]*[^\s<>"`.,:;!?'()[\]{}*_~\\|/-][/-]?/gu;

/**
 * Makes links of bare web addresses, as every reader of Markdown does. (A rule over the settled text and not of the
 * grammar: micromark's own cannot be written back without escapes all over a text that means none.)
 */
export function linkAddresses(content: readonly TreeNode[]): TreeNode[] {
  return content.flatMap((node) => {
    const marks = node.marks ?? [];
    if (node.type !== "text" || marks.some(({ type }) => type === "link" || type === "code")) return [node];
    const parts: TreeNode[] = [];
    const value = node.text ?? "";
    let from = 0;
    for (const match of value.matchAll(ADDRESS)) {
      if (match.index > from) parts.push(text(value.slice(from, match.index), marks));
      parts.push(text(match[0], [...marks, { type: "link", attrs: { href: match[0] } }]));
      from = match.index + match[0].length;
    }
    if (from < value.length) parts.push(text(value.slice(from), marks));
    return join(parts);
  });
}

/** Merges neighbouring runs with equal marks, and puts marks in one order. */
export function join(content: readonly TreeNode[]): TreeNode[] {
  const joined: TreeNode[] = [];
  for (const node of content) {
    const last = joined.at(-1);
    const ordered = node.marks
      ? { ...node, marks: [...node.marks].sort((a, b) => (a.type < b.type ? -1 : Number(a.type > b.type))) }
      : node;
    if (last?.type === "text" && node.type === "text" && sameMarks(last, ordered)) {
      joined[joined.length - 1] = text((last.text ?? "") + (node.text ?? ""), last.marks ?? []);
    } else joined.push(ordered);
  }
  return joined;
}

/** True when a node bears this very mark, attributes included. */
export function has(node: TreeNode, mark: TreeMark): boolean {
  return (node.marks ?? []).some((other) => sameMark(other, mark));
}

/** True when two marks are one: the same type and, for a link, the same target. */
export function sameMark(a: TreeMark, b: TreeMark): boolean {
  return (
    a.type === b.type &&
    (a.attrs?.href ?? null) === (b.attrs?.href ?? null) &&
    (a.attrs?.title ?? null) === (b.attrs?.title ?? null)
  );
}

function sameMarks(a: TreeNode, b: TreeNode): boolean {
  const [left, right] = [a.marks ?? [], b.marks ?? []];
  return left.length === right.length && left.every((mark) => has(b, mark));
}

/** Cuts a run into words and the blanks around them; a line feed within a run is a blank like any other. */
function split(node: TreeNode): Piece[] {
  if (node.type !== "text") return [{ node, blank: false }];
  const value = (node.text ?? "").replace(/[\r\n]/g, " ");
  const marks = node.marks ?? [];
  if (marks.some((mark) => mark.type === "code"))
    return value === "" ? [] : [{ node: text(value, marks), blank: false }];
  const core = value.replace(/^[ \t]+|[ \t]+$/g, "");
  const start = core === "" ? value.length : value.indexOf(core);
  return [value.slice(0, start), core, value.slice(start + core.length)].flatMap((part, index) =>
    part === "" ? [] : [{ node: text(part, marks), blank: index !== 1 }],
  );
}

function neighbour(pieces: readonly Piece[], from: number, step: 1 | -1): TreeNode | undefined {
  for (let index = from + step; index >= 0 && index < pieces.length; index += step) {
    const piece = pieces[index];
    if (piece && !piece.blank) return piece.node;
  }
  return undefined;
}
