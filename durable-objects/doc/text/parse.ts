/** GitHub-flavoured Markdown as a doc's text, parsed by micromark; whatever the schema cannot hold stays as text. */
import { isAllowedUri } from "@tiptap/extension-link";
import type {
  Definition,
  Link,
  LinkReference,
  ListItem,
  Nodes,
  Parents,
  PhrasingContent,
  Root,
  RootContent,
  Table,
} from "mdast";
import { type CompileContext, fromMarkdown, type Token } from "mdast-util-from-markdown";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTaskListItemFromMarkdown } from "mdast-util-gfm-task-list-item";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { gfmTable } from "micromark-extension-gfm-table";
import { gfmTaskListItem } from "micromark-extension-gfm-task-list-item";
import { nestedTooDeep, refuseHostile } from "./hostile.ts";
import { join, linkAddresses } from "./inline.ts";
import { TEXT_LIMITS } from "./limits.ts";
import { mentionAt } from "./mention.ts";
import { conform } from "./schema.ts";
import { node, type TreeMark, type TreeNode, text } from "./tree.ts";

/**
 * Parses Markdown into blocks of the schema, complete as an editor would write them.
 * HTML is text, but for `<br>` and `<u>`; links and images to addresses a browser could run are text too.
 * It runs at the edge and not in the room, whose time belongs to everyone in it.
 * @throws RoomError `invalid` when it is nested too deep, or made to take long.
 */
export function parseMarkdown(source: string): TreeNode[] {
  const markdown = source.replace(/\r\n?/g, "\n");
  refuseHostile(markdown);
  const root = fromMarkdown(markdown, {
    extensions: [
      gfmTable(),
      gfmStrikethrough(),
      gfmTaskListItem(),
      // HTML and indented code are no blocks here: an editor has no place for the one and nobody means the other.
      { disable: { null: ["htmlFlow", "codeIndented"] } },
    ],
    mdastExtensions: [
      gfmTableFromMarkdown(),
      gfmStrikethroughFromMarkdown(),
      gfmTaskListItemFromMarkdown(),
      { exit: { taskListCheckValueChecked: readCheck, taskListCheckValueUnchecked: readCheck } },
    ],
  });
  if (depthOf(root) > TEXT_LIMITS.depth) throw nestedTooDeep();
  return conform(new MarkdownReader(root).blocks(root.children));
}

/** As the library's own, which fails on a check that its grammar finds outside a list item ("*\n[ ] a"): that is text. */
function readCheck(this: CompileContext, token: Token): undefined {
  const item = this.stack.at(-2);
  const checked = token.type === "taskListCheckValueChecked";
  if (item?.type === "listItem") item.checked = checked;
  else {
    this.enter({ type: "text", value: checked ? "[x]" : "[ ]" }, token);
    this.exit(token);
  }
}

function depthOf(root: Root): number {
  let depth = 0;
  for (let level: Nodes[] = [root]; level.length > 0; depth += 1) {
    level = level.flatMap((parent) => ("children" in parent ? parent.children : []));
  }
  return depth;
}

/** Turns the nodes of one parsed Markdown text into the schema's; keeps the definitions that its links refer to. */
class MarkdownReader {
  readonly #definitions = new Map<string, Definition>();

  constructor(root: Root) {
    this.#define(root);
  }

  #define(parent: Parents): void {
    for (const child of parent.children) {
      // The first definition of a name counts (CommonMark 0.31 §4.7).
      if (child.type === "definition" && !this.#definitions.has(child.identifier)) {
        this.#definitions.set(child.identifier, child);
      } else if ("children" in child) this.#define(child);
    }
  }

  blocks(children: readonly RootContent[]): TreeNode[] {
    return children.flatMap((child) => this.#block(child));
  }

  #block(block: RootContent): TreeNode[] {
    switch (block.type) {
      case "paragraph":
        return [node("paragraph", null, this.#line(block.children))];
      case "heading":
        return [node("heading", { level: block.depth }, this.#line(block.children))];
      case "code":
        return [
          node("codeBlock", block.lang ? { language: block.lang } : null, block.value ? [text(block.value, [])] : []),
        ];
      case "thematicBreak":
        return [node("horizontalRule", null, [])];
      case "blockquote":
        return [node("blockquote", null, this.blocks(block.children))];
      case "list":
        return this.#lists(block.children, block.ordered === true ? { start: block.start ?? 1 } : null);
      case "table":
        return [this.#table(block)];
      default:
        return [];
    }
  }

  /** A list may mix tasks and plain items; the schema's lists hold one sort, so each run becomes a list. */
  #lists(items: readonly ListItem[], ordered: { start: number } | null): TreeNode[] {
    const lists: TreeNode[] = [];
    items.forEach((item, index) => {
      const task = typeof item.checked === "boolean";
      const type = task ? "taskList" : ordered ? "orderedList" : "bulletList";
      const entry = node(
        task ? "taskItem" : "listItem",
        task ? { checked: item.checked === true } : null,
        this.#itemBlocks(item),
      );
      const last = lists.at(-1);
      if (last?.type === type) last.content?.push(entry);
      else lists.push(node(type, type === "orderedList" && ordered ? { start: ordered.start + index } : null, [entry]));
    });
    return lists;
  }

  #itemBlocks(item: ListItem): TreeNode[] {
    const blocks = this.blocks(item.children);
    return blocks[0]?.type === "paragraph" ? blocks : [node("paragraph", null, []), ...blocks];
  }

  #table(table: Table): TreeNode {
    const width = table.children[0]?.children.length ?? 0;
    const rows = table.children.map((row, rowIndex) => {
      const cells = Array.from({ length: width }, (_, column) => {
        const align = table.align?.[column] ?? null;
        const line = this.#line(row.children[column]?.children ?? []);
        const type = rowIndex === 0 ? "tableHeader" : "tableCell";
        return node(type, align ? { align } : null, [node("paragraph", null, line)]);
      });
      return node("tableRow", null, cells);
    });
    return node("table", null, rows);
  }

  #line(children: readonly PhrasingContent[]): TreeNode[] {
    const line = join(this.#inline(children, []));
    // An encoded blank alone is how an empty task or item is written.
    return line.every((part) => part.type === "text" && !part.marks && part.text?.trim() === "")
      ? []
      : linkAddresses(line);
  }

  #inline(children: readonly PhrasingContent[], marks: readonly TreeMark[]): TreeNode[] {
    const tags = underlineTags(children);
    let open = 0;
    return children.flatMap((child, index) => {
      const tag = tags.get(index);
      if (tag) {
        open += tag;
        return [];
      }
      return this.#leaf(child, open > 0 ? withMark(marks, { type: "underline" }) : marks);
    });
  }

  #leaf(child: PhrasingContent, marks: readonly TreeMark[]): TreeNode[] {
    switch (child.type) {
      case "text":
        return words(child.value.replaceAll("\n", " "), marks);
      case "inlineCode":
        return words(child.value.replaceAll("\n", " "), withMark(marks, { type: "code" }));
      case "strong":
        return this.#inline(child.children, withMark(marks, { type: "bold" }));
      case "emphasis":
        return this.#inline(child.children, withMark(marks, { type: "italic" }));
      case "delete":
        return this.#inline(child.children, withMark(marks, { type: "strike" }));
      case "break":
        return [HARD_BREAK];
      case "html":
        return /^<br\s*\/?>$/i.test(child.value) ? [HARD_BREAK] : words(child.value.replaceAll("\n", " "), marks);
      case "link":
        return this.#link(child, child, marks);
      case "linkReference":
        return this.#link(child, this.#definitions.get(child.identifier), marks);
      case "image":
        return image(child.url, child.alt, child.title, marks);
      case "imageReference": {
        const target = this.#definitions.get(child.identifier);
        return image(target?.url ?? "", child.alt, target?.title, marks);
      }
      default:
        return [];
    }
  }

  /** A link to `target`, or what is mentioned by one of our own addresses. */
  #link(
    { children }: Link | LinkReference,
    target: Pick<Definition, "url" | "title"> | undefined,
    marks: readonly TreeMark[],
  ): TreeNode[] {
    const mention = mentionAt(target?.url ?? "", wordsOf(children));
    if (mention) return [node("mention", { ...mention }, [])];
    return this.#inline(children, withLink(marks, target?.url ?? "", target?.title));
  }
}

/** The words of inline content, without its marks. */
function wordsOf(children: readonly PhrasingContent[]): string {
  return children
    .map((child) => {
      if ("children" in child) return wordsOf(child.children);
      if (child.type === "break") return " ";
      return "value" in child ? child.value : "";
    })
    .join("");
}

function words(value: string, marks: readonly TreeMark[]): TreeNode[] {
  return value === "" ? [] : [text(value, marks)];
}

/** Yjs keeps marks of text only, so a break or an image bears none. */
const HARD_BREAK: TreeNode = { type: "hardBreak" };

function withMark(marks: readonly TreeMark[], mark: TreeMark): TreeMark[] {
  return [...marks.filter((other) => other.type !== mark.type), mark];
}

function withLink(marks: readonly TreeMark[], href: string, title: string | null | undefined): readonly TreeMark[] {
  if (href === "" || !isAllowedUri(href)) return marks;
  return withMark(marks, { type: "link", attrs: { href, ...(title ? { title } : {}) } });
}

function image(
  src: string,
  alt: string | null | undefined,
  title: string | null | undefined,
  marks: readonly TreeMark[],
): TreeNode[] {
  if (src === "" || !isAllowedUri(src)) return words(alt ?? "", marks);
  return [node("image", { src, ...(alt ? { alt } : {}), ...(title ? { title } : {}) }, [])];
}

/** The `<u>` (1) and `</u>` (-1) among `children` that belong to each other; all others are text. */
function underlineTags(children: readonly PhrasingContent[]): Map<number, 1 | -1> {
  const pairs = new Map<number, 1 | -1>();
  const open: number[] = [];
  children.forEach((child, index) => {
    if (child.type !== "html") return;
    if (/^<u>$/i.test(child.value)) open.push(index);
    const start = /^<\/u>$/i.test(child.value) ? open.pop() : undefined;
    if (start !== undefined) pairs.set(start, 1).set(index, -1);
  });
  return pairs;
}
