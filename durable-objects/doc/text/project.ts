/**
 * What of a block Markdown can say. Two blocks with the same projection are the same to whoever reads and writes
 * Markdown, so a PUT leaves the present one alone, with all that Markdown could not tell (colours, widths, empty
 * paragraphs, unknown marks).
 */
import { hideForeign } from "./foreign.ts";
import { linkAddresses, settle } from "./inline.ts";
import { alignmentOf, cellContent, cellsOf, rowsOf } from "./table.ts";
import { node, type TreeNode } from "./tree.ts";
import { headingLevel, listStart } from "./write.ts";

/** The projection of one node as a key; "" for what Markdown does not show at all (an empty paragraph). */
export function keyOf(tree: TreeNode): string {
  const parts = tree.type in PARTS ? [tree] : hideForeign([tree]);
  const projected = parts.flatMap(project);
  return projected.length === 0 ? "" : JSON.stringify(projected);
}

/** Nodes that stand only within others, and so must not be wrapped before they are projected. */
const PARTS: Readonly<Record<string, true>> = {
  listItem: true,
  taskItem: true,
  tableRow: true,
  tableCell: true,
  tableHeader: true,
};

function project(tree: TreeNode): TreeNode[] {
  const content = tree.content ?? [];
  switch (tree.type) {
    case "paragraph": {
      const line = lineOf(content);
      return line.length > 0 ? [node("paragraph", null, line)] : [];
    }
    case "heading":
      return [node("heading", { level: headingLevel(tree) }, lineOf(content))];
    case "codeBlock":
      return [node("codeBlock", tree.attrs?.language ? { language: tree.attrs.language } : null, content)];
    case "orderedList":
      return [node("orderedList", { start: listStart(tree) }, content.flatMap(project))];
    case "taskItem":
      return [node("taskItem", { checked: tree.attrs?.checked === true }, projectAll(content))];
    case "table":
      return [tableOf(tree)];
    case "tableRow":
      return [rowOf(tree, cellsOf(tree).length, () => null)];
    case "tableCell":
    case "tableHeader":
      return [cellOf(tree, null)];
    default:
      return [node(tree.type, null, projectAll(content))];
  }
}

function projectAll(blocks: readonly TreeNode[]): TreeNode[] {
  return hideForeign(blocks).flatMap(project);
}

function tableOf(table: TreeNode): TreeNode {
  const rows = rowsOf(table);
  const width = Math.max(1, ...rows.map((row) => cellsOf(row).length));
  return node(
    "table",
    null,
    rows.map((row) => rowOf(row, width, (column) => alignmentOf(table, column))),
  );
}

function rowOf(row: TreeNode, width: number, align: (column: number) => string | null): TreeNode {
  const cells = cellsOf(row);
  return node(
    "tableRow",
    null,
    Array.from({ length: width }, (_, column) => cellOf(cells[column], align(column))),
  );
}

function cellOf(cell: TreeNode | undefined, align: string | null): TreeNode {
  const content = cell ? hideForeign(cell.content ?? []) : [];
  return node("tableCell", align ? { align } : null, lineOf(cellContent({ type: "tableCell", content })));
}

/** The inline content of a paragraph, heading or cell. */
function lineOf(content: readonly TreeNode[]): TreeNode[] {
  return linkAddresses(settle(content)).map(visible);
}

/** An inline node with the attributes Markdown shows. */
function visible(tree: TreeNode): TreeNode {
  if (tree.type === "image") {
    const { src, alt, title } = tree.attrs ?? {};
    return node("image", { src: src ?? "", alt: alt ?? "", title: title ?? "" }, []);
  }
  if (tree.type === "mention") return tree;
  const marks = (tree.marks ?? []).map(({ type, attrs }) =>
    type === "link" ? { type, attrs: { href: attrs?.href ?? "", title: attrs?.title ?? "" } } : { type },
  );
  return {
    type: tree.type,
    ...(tree.text === undefined ? {} : { text: tree.text }),
    ...(marks.length > 0 ? { marks } : {}),
  };
}
