/** A doc's text as GitHub-flavoured Markdown, written by mdast-util-to-markdown, which knows what must be escaped. */
import type { BlockContent, ListItem, PhrasingContent, TableCell, TableRow } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableToMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemToMarkdown } from "mdast-util-gfm-task-list-item";
import { toMarkdown } from "mdast-util-to-markdown";
import { hideForeign } from "./foreign.ts";
import { settle } from "./inline.ts";
import { mentionAddress, mentionOf, mentionText } from "./mention.ts";
import { nestMarks } from "./phrasing.ts";
import { alignmentOf, cellContent, cellsOf, rowsOf } from "./table.ts";
import type { TreeNode } from "./tree.ts";

/**
 * Writes blocks as Markdown. Never throws on a strange tree: what Markdown cannot say (empty paragraphs, colours, the
 * widths of columns) is left out, and unknown nodes stand as code (see foreign.ts). Ends with a line feed unless empty.
 */
export function writeMarkdown(blocks: readonly TreeNode[]): string {
  return toMarkdown(
    { type: "root", children: blocksOf(hideForeign(blocks)) },
    {
      bullet: "-",
      // Inside lists a rule of underscores, which no bullet looks like; the library would else change a list's bullet
      // for the sake of a rule, and may choose that of the list before it, which then swallows this one.
      rule: "_",
      handlers: { thematicBreak: (_node, parent) => (parent?.type === "listItem" ? "___" : "---") },
      listItemIndent: "one",
      extensions: [gfmTableToMarkdown(), gfmStrikethroughToMarkdown(), gfmTaskListItemToMarkdown()],
    },
  );
}

function blocksOf(children: readonly TreeNode[]): BlockContent[] {
  return children.flatMap((child) => blockOf(child));
}

function blockOf(tree: TreeNode): BlockContent[] {
  const content = tree.content ?? [];
  switch (tree.type) {
    case "paragraph": {
      const inline = phrasing(settle(content), "line");
      return inline.length > 0 ? [{ type: "paragraph", children: inline }] : [];
    }
    case "heading":
      return [{ type: "heading", depth: headingLevel(tree), children: phrasing(settle(content), "single") }];
    case "codeBlock": {
      const language = tree.attrs?.language;
      const value = content.map((child) => child.text ?? "").join("");
      return [{ type: "code", lang: typeof language === "string" && language !== "" ? language : null, value }];
    }
    case "horizontalRule":
      return [{ type: "thematicBreak" }];
    case "blockquote":
      return [{ type: "blockquote", children: blocksOf(content) }];
    case "bulletList":
    case "taskList":
      return [{ type: "list", ordered: false, spread: false, children: content.map(itemOf) }];
    case "orderedList":
      return [{ type: "list", ordered: true, start: listStart(tree), spread: false, children: content.map(itemOf) }];
    case "table":
      return tableOf(tree);
    default:
      // A list item or a table's row outside its place, as only a broken client writes: what it holds still counts.
      return blocksOf(content);
  }
}

/** A heading's level as Markdown can say it, 1 to 6. */
export function headingLevel(tree: TreeNode): 1 | 2 | 3 | 4 | 5 | 6 {
  const level = Number(tree.attrs?.level);
  return level === 2 || level === 3 || level === 4 || level === 5 || level === 6 ? level : 1;
}

/** The number an ordered list starts at; Markdown allows nine digits. */
export function listStart(tree: TreeNode): number {
  const start = Number(tree.attrs?.start ?? 1);
  return Number.isInteger(start) && start >= 0 && start < 1_000_000_000 ? start : 1;
}

function itemOf(tree: TreeNode): ListItem {
  const content = tree.content ?? [];
  const children = blocksOf(content);
  const checked = tree.type === "taskItem" ? tree.attrs?.checked === true : null;
  if (checked !== null && children[0]?.type !== "paragraph") children.unshift({ type: "paragraph", children: [] });
  // Lists that open on one line ("- - -") can read as a rule; an encoded blank parts them.
  else if (children[0]?.type === "list")
    children.unshift({ type: "paragraph", children: [{ type: "text", value: " " }] });
  const tight = children.every((child, index) => child.type === (index === 0 ? "paragraph" : "list"));
  return { type: "listItem", checked, spread: !tight, children };
}

function tableOf(tree: TreeNode): BlockContent[] {
  const rows = rowsOf(tree);
  const width = Math.max(1, ...rows.map((row) => cellsOf(row).length));
  const cell = (source: TreeNode | undefined): TableCell => ({
    type: "tableCell",
    children: source ? phrasing(settle(cellContent(source)), "single") : [],
  });
  const children = rows.map((row): TableRow => {
    const cells = cellsOf(row);
    return { type: "tableRow", children: Array.from({ length: width }, (_, column) => cell(cells[column])) };
  });
  const align = Array.from({ length: width }, (_, column) => alignmentOf(tree, column));
  return children.length > 0 ? [{ type: "table", align, children }] : [];
}

/** `single`: within a heading or cell a line break can only be `<br>`. */
function phrasing(content: readonly TreeNode[], lines: "line" | "single"): PhrasingContent[] {
  return nestMarks(content, (tree, rest) =>
    leaf(tree, lines === "single" || rest.every((each) => each.type === "hardBreak")),
  );
}

function leaf(tree: TreeNode, breakAsTag: boolean): PhrasingContent[] {
  switch (tree.type) {
    case "text": {
      const code = tree.marks?.some((mark) => mark.type === "code");
      return [{ type: code ? "inlineCode" : "text", value: tree.text ?? "" }];
    }
    case "hardBreak":
      return breakAsTag ? [{ type: "html", value: "<br>" }] : [{ type: "break" }];
    case "mention": {
      const mention = mentionOf(tree.attrs);
      if (!mention) return [];
      return [
        { type: "link", url: mentionAddress(mention), children: [{ type: "text", value: mentionText(mention) }] },
      ];
    }
    case "image": {
      const { src, alt, title } = tree.attrs ?? {};
      return [
        {
          type: "image",
          url: String(src ?? ""),
          alt: typeof alt === "string" ? alt : null,
          title: typeof title === "string" && title !== "" ? title : null,
        },
      ];
    }
    default:
      return [];
  }
}
