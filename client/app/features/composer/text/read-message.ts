import { isAllowedUri } from "@tiptap/extension-link";
import type { ListItem, Nodes, PhrasingContent, RootContent } from "mdast";
import { mentionAt, type TreeMark, type TreeNode } from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { parseMessage } from "../../message-text/parse.ts";

/** What a composer has a form for. A block with anything else in it is written in as its Markdown. */
const HELD: ReadonlySet<Nodes["type"]> = new Set([
  "paragraph",
  "code",
  "blockquote",
  "list",
  "listItem",
  "text",
  "strong",
  "emphasis",
  "delete",
  "inlineCode",
  "break",
  "link",
]);

/** Reads the Markdown of a message as blocks of a composer. Nothing of it is lost: what has no form here stays Markdown. */
export function readMessage(markdown: string): TreeNode[] {
  const source = markdown.replace(/\r\n?/g, "\n");
  const root = parseMessage(source);
  const blocks = apart(root.children, (block) => (isHeld(block) ? blocksOf(block) : [sourceOf(block, source)]));
  return blocks.length > 0 ? blocks : [{ type: "paragraph" }];
}

/** What blocks become, with an empty line between paragraphs. */
function apart(children: readonly RootContent[], read: (block: RootContent) => TreeNode[]): TreeNode[] {
  return children.flatMap((block, index) => {
    const parted = block.type === "paragraph" && children[index - 1]?.type === "paragraph";
    return [...(parted ? [{ type: "paragraph" }] : []), ...read(block)];
  });
}

function isHeld(node: Nodes): boolean {
  if (!HELD.has(node.type) || (node.type === "listItem" && typeof node.checked === "boolean")) return false;
  return !("children" in node) || node.children.every(isHeld);
}

function sourceOf({ position }: RootContent, source: string): TreeNode {
  return { type: "source", content: textsOf(source.slice(position?.start.offset, position?.end.offset), []) };
}

function blocksOf(block: RootContent): TreeNode[] {
  switch (block.type) {
    case "paragraph":
      return paragraphsOf(inlineOf(block.children, []));
    case "code":
      return [{ type: "codeBlock", attrs: { language: block.lang ?? null }, content: textsOf(block.value, []) }];
    case "blockquote":
      return [{ type: "blockquote", content: filled(apart(block.children, blocksOf)) }];
    case "list":
      return block.ordered
        ? [{ type: "orderedList", attrs: { start: block.start ?? 1 }, content: block.children.map(itemOf) }]
        : [{ type: "bulletList", content: block.children.map(itemOf) }];
    default:
      return [];
  }
}

function itemOf({ children }: ListItem): TreeNode {
  const blocks = apart(children, blocksOf);
  return { type: "listItem", content: blocks[0]?.type === "paragraph" ? blocks : [{ type: "paragraph" }, ...blocks] };
}

function filled(blocks: TreeNode[]): TreeNode[] {
  return blocks.length > 0 ? blocks : [{ type: "paragraph" }];
}

/** Each line is a paragraph of its own. */
function paragraphsOf(inline: readonly TreeNode[]): TreeNode[] {
  const lines: TreeNode[][] = [[]];
  for (const each of inline) {
    if (each.type === "hardBreak") lines.push([]);
    else lines.at(-1)?.push(each);
  }
  return lines.map((content) => ({ type: "paragraph", ...(content.length > 0 ? { content } : {}) }));
}

function inlineOf(children: readonly PhrasingContent[], marks: readonly TreeMark[]): TreeNode[] {
  return children.flatMap((child) => leafOf(child, marks));
}

function leafOf(child: PhrasingContent, marks: readonly TreeMark[]): TreeNode[] {
  switch (child.type) {
    case "text":
      return linesOf(child.value, marks);
    case "inlineCode":
      return textsOf(child.value.replaceAll("\n", " "), withMark(marks, { type: "code" }));
    case "strong":
      return inlineOf(child.children, withMark(marks, { type: "bold" }));
    case "emphasis":
      return inlineOf(child.children, withMark(marks, { type: "italic" }));
    case "delete":
      return inlineOf(child.children, withMark(marks, { type: "strike" }));
    case "break":
      return [{ type: "hardBreak" }];
    case "link": {
      const mention = mentionAt(child.url, wordsOf(child));
      if (mention) return [{ type: "mention", attrs: { ...mention } }];
      const linked = isAllowedUri(child.url) ? withMark(marks, { type: "link", attrs: { href: child.url } }) : marks;
      return inlineOf(child.children, linked);
    }
    default:
      return [];
  }
}

function wordsOf(node: PhrasingContent): string {
  if ("children" in node) return node.children.map(wordsOf).join("");
  return "value" in node ? node.value : "";
}

/** In a message the end of a line is one, as people mean it. */
function linesOf(value: string, marks: readonly TreeMark[]): TreeNode[] {
  return value
    .split("\n")
    .flatMap((line, index): TreeNode[] => [...(index === 0 ? [] : [{ type: "hardBreak" }]), ...textsOf(line, marks)]);
}

function textsOf(value: string, marks: readonly TreeMark[]): TreeNode[] {
  return value === "" ? [] : [{ type: "text", text: value, ...(marks.length > 0 ? { marks: [...marks] } : {}) }];
}

function withMark(marks: readonly TreeMark[], mark: TreeMark): TreeMark[] {
  return [...marks.filter(({ type }) => type !== mark.type), mark];
}
