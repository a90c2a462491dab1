/** A message's Markdown as a tree, for what the room must know of it: whom it mentions, what it says, where it links. */
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmAutolinkLiteralFromMarkdown } from "mdast-util-gfm-autolink-literal";
import { gfmStrikethroughFromMarkdown } from "mdast-util-gfm-strikethrough";
import { gfmAutolinkLiteral } from "micromark-extension-gfm-autolink-literal";
import { gfmStrikethrough } from "micromark-extension-gfm-strikethrough";
import { refuseHostile } from "../../doc/text/hostile.ts";

/** @throws RoomError `invalid` for what is made to take long, or nested too deep */
export function parseMessage(text: string): Root {
  const markdown = text.replace(/\r\n?/g, "\n");
  refuseHostile(markdown);
  return fromMarkdown(markdown, {
    extensions: [
      gfmAutolinkLiteral(),
      gfmStrikethrough(),
      // HTML is words in a message, as the app shows it.
      { disable: { null: ["htmlFlow", "htmlText", "codeIndented"] } },
    ],
    mdastExtensions: [gfmAutolinkLiteralFromMarkdown(), gfmStrikethroughFromMarkdown()],
  });
}

/** Every node of a tree in the order of its text. Without recursion, however deep it is. */
export function* nodesOf(root: Root): IterableIterator<Nodes> {
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    if ("children" in node) waiting.push(...node.children.toReversed());
  }
}
