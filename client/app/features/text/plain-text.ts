import * as Y from "yjs";

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
    return [children.map((child) => (child instanceof Y.XmlText ? textOf(child) : "\n")).join("")];
  }
  const blocks = children.flatMap((child) => (child instanceof Y.XmlElement ? lines(child) : []));
  return blocks.length > 0 ? blocks : [""];
}

function textOf(text: Y.XmlText): string {
  const delta: { insert: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === "string" ? insert : "")).join("");
}
