/**
 * The smallest edit that makes a doc's text say what a Markdown text says. Blocks that say the same are not touched,
 * changed blocks are changed within, so that whatever others type at the same time is merged by Yjs and not lost.
 */
import * as Y from "yjs";
import { align, type Keyed, type Step } from "./align.ts";
import { buildElement, setAttribute } from "./build.ts";
import { mergeLine } from "./merge-line.ts";
import { keyOf } from "./project.ts";
import { textSchema } from "./schema.ts";
import { alignmentOf, cellsOf, rowsOf } from "./table.ts";
import { readChild, type TreeNode, type YChild } from "./tree.ts";

/** The attributes of each block that Markdown can say; all others are left as they are. */
const SPOKEN: Readonly<Record<string, string>> = {
  heading: "level",
  orderedList: "start",
  codeBlock: "language",
  taskItem: "checked",
};

/** Edits `parent` (a fragment or element within a transaction) until it says what `wanted` says. */
export function mergeBlocks(parent: Y.XmlFragment, wanted: readonly TreeNode[]): void {
  const children = parent.toArray();
  merge(
    parent,
    children,
    wanted,
    (child, tree) => mergeBlock(child, tree),
    () => undefined,
  );
}

function merge(
  parent: Y.XmlFragment,
  children: readonly YChild[],
  wanted: readonly TreeNode[],
  change: (child: Y.XmlElement, tree: TreeNode) => void,
  kept: (child: Y.XmlElement, tree: TreeNode) => void,
): void {
  let index = 0;
  for (const steps of strides(align(children.map(keyedChild), wanted.map(keyed)))) {
    const [step] = steps;
    if (step.type === "insert") {
      const fresh = steps.flatMap((each) => (each.type === "insert" ? (wanted[each.wanted] ?? []) : []));
      parent.insert(index, fresh.map(buildElement));
      index += fresh.length;
      continue;
    }
    if (step.type === "remove") {
      parent.delete(index, steps.length);
      continue;
    }
    const child = children[step.present];
    const tree = step.wanted === null ? undefined : wanted[step.wanted];
    if (child instanceof Y.XmlElement && tree) (step.type === "keep" ? kept : change)(child, tree);
    index += 1;
  }
}

/** The steps, with those together that one call can do: Yjs walks from the beginning to the place of each. */
function strides(steps: readonly Step[]): [Step, ...Step[]][] {
  const strides: [Step, ...Step[]][] = [];
  for (const step of steps) {
    const last = strides.at(-1);
    const goesOn = last?.[0].type === step.type && (step.type === "insert" || step.type === "remove");
    if (last && goesOn) last.push(step);
    else strides.push([step]);
  }
  return strides;
}

function keyed(tree: TreeNode): Keyed {
  return { key: keyOf(tree), tree };
}

/** A text where only blocks belong, or whatever else a strange client wrote, counts as something not to be touched. */
function keyedChild(child: YChild): Keyed {
  const [tree] = child instanceof Y.XmlElement ? readChild(child) : [];
  return tree ? keyed(tree) : { key: "", tree: { type: "" } };
}

function mergeBlock(child: Y.XmlElement, wanted: TreeNode): void {
  const type = textSchema.nodes[wanted.type];
  const spoken = SPOKEN[wanted.type];
  if (spoken) setAttribute(child, spoken, wanted.attrs?.[spoken] ?? null);
  if (wanted.type === "table") mergeTable(child, wanted);
  else if (type?.isTextblock) mergeLine(child, wanted.content ?? []);
  else mergeBlocks(child, wanted.content ?? []);
}

function mergeTable(table: Y.XmlElement, wanted: TreeNode): void {
  const [present] = readChild(table);
  if (!present) return;
  const width = Math.max(0, ...rowsOf(present).map((row) => cellsOf(row).length));
  const mergeRow = (row: Y.XmlElement, tree: TreeNode) => mergeCells(row, tree, width);
  merge(table, table.toArray(), wanted.content ?? [], mergeRow, mergeRow);
  const columns = Math.max(0, ...rowsOf(wanted).map((row) => cellsOf(row).length));
  for (let column = 0; column < columns; column += 1) {
    const alignment = alignmentOf(wanted, column);
    if (alignment === alignmentOf(present, column)) continue;
    for (const row of table.toArray()) {
      const cell = row instanceof Y.XmlElement ? row.get(column) : undefined;
      if (cell instanceof Y.XmlElement) setAttribute(cell, "align", alignment);
    }
  }
}

/**
 * Merges one row. Where cells span, a row has fewer than the table has columns and Markdown shows empty ones instead;
 * those are not written back.
 */
function mergeCells(row: Y.XmlElement, wanted: TreeNode, width: number): void {
  const cells = cellsOf(wanted);
  for (let shown = width - row.length; shown > 0 && cells.length > row.length && isEmpty(cells.at(-1)); shown -= 1) {
    cells.pop();
  }
  mergeBlocks(row, cells);
}

function isEmpty(cell: TreeNode | undefined): boolean {
  return cell !== undefined && (cell.content ?? []).every((block) => (block.content ?? []).length === 0);
}
