/** A table as Markdown has it: its first row is the header, a column has one alignment, and a cell holds one line. */
import { node, type TreeNode, text } from "./tree.ts";

/** The rows of a table, in order. */
export function rowsOf(table: TreeNode): TreeNode[] {
  return (table.content ?? []).filter((child) => child.type === "tableRow");
}

/** The cells of a row, in order; a cell over several columns counts once. */
export function cellsOf(row: TreeNode): TreeNode[] {
  return (row.content ?? []).filter((child) => child.type === "tableCell" || child.type === "tableHeader");
}

export type Alignment = "left" | "center" | "right" | null;

/** A column's alignment, which its header cell says. */
export function alignmentOf(table: TreeNode, column: number): Alignment {
  const [header] = rowsOf(table);
  const align = header ? cellsOf(header)[column]?.attrs?.align : null;
  return align === "left" || align === "center" || align === "right" ? align : null;
}

/** A cell's blocks as one line: paragraphs parted by breaks, lists and code by their text. */
export function cellContent(cell: TreeNode): TreeNode[] {
  const lines = (cell.content ?? []).flatMap(linesOf).filter((line) => line.length > 0);
  return lines.flatMap((line, index) => (index === 0 ? line : [node("hardBreak", null, []), ...line])).map(sayable);
}

/** Code with a backslash before a bar cannot be said in a cell, where that is an escaped bar (GFM §4.10). */
function sayable(inline: TreeNode): TreeNode {
  if (!inline.text?.includes("\\|")) return inline;
  return text(
    inline.text,
    (inline.marks ?? []).filter(({ type }) => type !== "code"),
  );
}

function linesOf(block: TreeNode): TreeNode[][] {
  const content = block.content ?? [];
  if (block.type === "paragraph" || block.type === "heading") return [content];
  if (block.type === "codeBlock") return content.map((child) => [text(oneLine(block, child), [{ type: "code" }])]);
  return content.flatMap(linesOf);
}

/** An unknown node in a cell keeps the word that names it (see foreign.ts). */
function oneLine(block: TreeNode, child: TreeNode): string {
  const language = block.attrs?.language;
  return typeof language === "string" && language.includes(":")
    ? `${language} ${child.text ?? ""}`
    : (child.text ?? "");
}
