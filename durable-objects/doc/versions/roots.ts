/**
 * What a doc's root types are. Yjs does not store it: a root is whatever a client asks it to be. It can be told from
 * what a root holds, while it holds something, so it is told at every compaction and remembered.
 */
import * as Y from "yjs";
import { z } from "zod";

export const RootType = z.enum(["map", "array", "text", "fragment", "element"]);
export type RootType = z.infer<typeof RootType>;

type Shared = NonNullable<ReturnType<Y.Doc["share"]["get"]>>;

/** A root that has its type. */
export type Root = Y.Map<unknown> | Y.Array<unknown> | Y.Text | Y.XmlFragment;

/** What a list of Yjs items can be made of. */
type Content = "words" | "values" | "xml" | "types";

/**
 * The types of the roots that hold something; null for one that no single type explains, such as a list that holds
 * both characters and values. Roots that hold nothing are left out.
 */
export function inferRoots(doc: Y.Doc): Map<string, RootType | null> {
  const roots = new Map<string, RootType | null>();
  for (const [name, root] of doc.share) {
    const list = contentsOf(root);
    const hasKeys = [...root._map.values()].some((item) => !item.deleted);
    if (list.size > 0 || hasKeys) roots.set(name, judge(list, hasKeys));
  }
  return roots;
}

/** Gives the roots of `doc` named in `known` their types, as a client does that asks for them, and answers them. */
export function typeRoots(doc: Y.Doc, known: ReadonlyMap<string, RootType>): Root[] {
  return [...known].map(([name, type]) => rootOf(doc, name, type));
}

function rootOf(doc: Y.Doc, name: string, type: RootType): Root {
  switch (type) {
    case "map":
      return doc.getMap(name);
    case "array":
      return doc.getArray(name);
    case "text":
      return doc.getText(name);
    case "fragment":
      return doc.getXmlFragment(name);
    case "element":
      return doc.getXmlElement(name);
  }
}

function contentsOf(root: Shared): Set<Content> {
  const contents = new Set<Content>();
  for (let item = root._start; item; item = item.right) {
    if (!item.deleted) contents.add(contentOf(item.content));
  }
  return contents;
}

function contentOf(content: Y.Item["content"]): Content {
  if (content instanceof Y.ContentString || content instanceof Y.ContentFormat || content instanceof Y.ContentEmbed) {
    return "words";
  }
  if (!(content instanceof Y.ContentType)) return "values";
  const { type } = content;
  const isXml = type instanceof Y.XmlElement || type instanceof Y.XmlText || type instanceof Y.XmlHook;
  return isXml ? "xml" : "types";
}

function judge(list: ReadonlySet<Content>, hasKeys: boolean): RootType | null {
  if (list.size === 0) return "map";
  // Attributes of a text, and types embedded in one.
  if (list.has("words")) return list.has("values") ? null : "text";
  if (!list.has("values") && !list.has("types")) return hasKeys ? "element" : "fragment";
  return hasKeys ? null : "array";
}
