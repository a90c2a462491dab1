import type { BlockContent, Link, ListItem, PhrasingContent } from "mdast";
import { gfmStrikethroughToMarkdown } from "mdast-util-gfm-strikethrough";
import { defaultHandlers, type Handle, toMarkdown } from "mdast-util-to-markdown";
import {
  linkAddresses,
  mentionAddress,
  nestMarks,
  settle,
  type TreeNode,
} from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { mentionOf, mentionText } from "../../../../../durable-objects/doc/text/protocol.ts";

/** A web address that every reader of Markdown finds by itself, to its very end, behind a blank. */
const BARE = /^https?:\/\/[\w.:-]+(?:[/?#][^\s<>()[\]{}"'`*~|\\]*[\w/=-])?$/u;

/** An address that says all there is to say is written as it is, as people and programs write one. */
const link: Handle = Object.assign(
  (node: Link, parent: Parameters<Handle>[1], state: Parameters<Handle>[2], info: Parameters<Handle>[3]) => {
    const [words, ...more] = node.children;
    const bare = words?.type === "text" && more.length === 0 && words.value === node.url && BARE.test(node.url);
    if (bare && /^\s?$/.test(info.before) && /^\s?$/.test(info.after)) return node.url;
    return defaultHandlers.link(node, parent, state, info);
  },
  { peek: defaultHandlers.link.peek },
);

/**
 * Writes the blocks of a composer as the Markdown of a message; empty for nothing. Paragraphs are its lines, as people
 * write in passing: an empty one parts what is above from what is below.
 */
export function writeMessage(blocks: readonly TreeNode[]): string {
  return toMarkdown(
    { type: "root", children: blocksOf(blocks) },
    {
      bullet: "-",
      rule: "-",
      fences: true,
      listItemIndent: "one",
      extensions: [gfmStrikethroughToMarkdown()],
      handlers: { link, break: () => "\n" },
    },
  ).trim();
}

function blocksOf(blocks: readonly TreeNode[]): BlockContent[] {
  const written: BlockContent[] = [];
  let lines: PhrasingContent[][] = [];
  const endParagraph = () => {
    const children = lines.flatMap((line, index) => (index === 0 ? line : [LINE_END, ...line]));
    if (lines.length > 0) written.push({ type: "paragraph", children });
    lines = [];
  };
  for (const block of blocks) {
    const line = block.type === "paragraph" ? lineOf(block.content ?? []) : [];
    if (line.length > 0) lines.push(line);
    else {
      endParagraph();
      written.push(...blockOf(block));
    }
  }
  endParagraph();
  return written;
}

const LINE_END: PhrasingContent = { type: "break" };

function blockOf(tree: TreeNode): BlockContent[] {
  const content = tree.content ?? [];
  switch (tree.type) {
    case "paragraph":
      return [];
    case "codeBlock": {
      const { language } = tree.attrs ?? {};
      return [
        {
          type: "code",
          lang: typeof language === "string" && language !== "" ? language : null,
          value: wordsOf(content),
        },
      ];
    }
    case "source": {
      const value = wordsOf(content).trim();
      return value === "" ? [] : [{ type: "html", value }];
    }
    case "blockquote":
      return [{ type: "blockquote", children: blocksOf(content) }];
    case "bulletList":
      return [{ type: "list", ordered: false, spread: false, children: content.map(itemOf) }];
    case "orderedList":
      return [
        {
          type: "list",
          ordered: true,
          start: Number(tree.attrs?.start ?? 1),
          spread: false,
          children: content.map(itemOf),
        },
      ];
    default:
      return blocksOf(content);
  }
}

function itemOf(tree: TreeNode): ListItem {
  const children = blocksOf(tree.content ?? []);
  return { type: "listItem", spread: children.some(({ type }) => type !== "paragraph" && type !== "list"), children };
}

function lineOf(content: readonly TreeNode[]): PhrasingContent[] {
  return nestMarks(linkAddresses(withoutOuterBreaks(settle(content))), (leaf) => leafOf(leaf));
}

function withoutOuterBreaks(line: readonly TreeNode[]): readonly TreeNode[] {
  const isWords = ({ type }: TreeNode) => type !== "hardBreak";
  const from = line.findIndex(isWords);
  return from === -1 ? [] : line.slice(from, line.findLastIndex(isWords) + 1);
}

function leafOf(tree: TreeNode): PhrasingContent[] {
  switch (tree.type) {
    case "text": {
      const code = tree.marks?.some(({ type }) => type === "code");
      return [{ type: code ? "inlineCode" : "text", value: tree.text ?? "" }];
    }
    case "hardBreak":
      return [LINE_END];
    case "mention": {
      const mention = mentionOf(tree.attrs);
      if (!mention) return [];
      return [
        { type: "link", url: mentionAddress(mention), children: [{ type: "text", value: mentionText(mention) }] },
      ];
    }
    default:
      return [];
  }
}

function wordsOf(content: readonly TreeNode[]): string {
  return content.map(({ text }) => text ?? "").join("");
}
