import * as Y from "yjs";
import { mentionOf, mentionText } from "../../../../durable-objects/doc/text/protocol.ts";

/** The text of a doc without its marks: one line for each block. */
export function plainText(fragment: Y.XmlFragment): string {
  return lines(fragment)
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

function lines(node: Y.XmlFragment | Y.XmlElement): string[] {
  const children = node.toArray();
  if (children.some((child) => child instanceof Y.XmlText)) {
    return [children.map((child) => (child instanceof Y.XmlText ? textOf(child) : wordsOf(child))).join("")];
  }
  // A line of nothing but a mention has no text of its own.
  if (children.some((child) => child instanceof Y.XmlElement && child.nodeName === "mention")) {
    return [children.map(wordsOf).join("")];
  }
  const blocks = children.flatMap((child) => (child instanceof Y.XmlElement ? lines(child) : []));
  return blocks.length > 0 ? blocks : [""];
}

/** What stands within a line and is no text: a mention's words, or a break. */
function wordsOf(inline: Y.XmlElement | Y.XmlText | Y.XmlHook): string {
  if (!(inline instanceof Y.XmlElement) || inline.nodeName !== "mention") return "\n";
  const [kind, id, label] = ["kind", "id", "label"].map((name) => inline.getAttribute(name) ?? "");
  const mention = mentionOf({ ...(kind ? { kind } : {}), id: id ?? "", label: label ?? "" });
  return mention ? mentionText(mention) : (label ?? "");
}

function textOf(text: Y.XmlText): string {
  const delta: { insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
