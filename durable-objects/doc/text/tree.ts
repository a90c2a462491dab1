/** A doc's text as plain JSON, in ProseMirror's form, and how it is read out of Yjs without any schema. */
import * as Y from "yjs";
import { TEXT_LIMITS } from "./limits.ts";

/** What an attribute can be: JSON, so that a tree can go anywhere. */
export type TreeValue = string | number | boolean | null | TreeValue[] | { [key: string]: TreeValue };

export type TreeAttributes = Record<string, TreeValue>;

export interface TreeMark {
  type: string;
  attrs?: TreeAttributes;
}

export interface TreeNode {
  type: string;
  attrs?: TreeAttributes;
  text?: string;
  marks?: TreeMark[];
  content?: TreeNode[];
}

/** Builds a node, leaving out what is empty so that equal trees are equal JSON. */
export function node(type: string, attrs: TreeAttributes | null, content: TreeNode[]): TreeNode {
  return {
    type,
    ...(attrs && Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** Builds a text node. */
export function text(value: string, marks: readonly TreeMark[]): TreeNode {
  return { type: "text", text: value, ...(marks.length > 0 ? { marks: [...marks] } : {}) };
}

/** What a mark is called in Yjs: y-tiptap adds a hash to those that may overlap themselves. */
const HASHED_MARK = /(.*)--[a-zA-Z0-9+/=]{8}$/;

/** A text on its way between edge and room. As JSON: the types of Cloudflare's RPC give up on what holds its own kind. */
export interface Blocks {
  json: string;
}

export function packBlocks(blocks: readonly TreeNode[]): Blocks {
  return { json: JSON.stringify(blocks) };
}

/** Unpacks what {@link packBlocks} made. */
export function unpackBlocks({ json }: Blocks): TreeNode[] {
  const blocks: TreeNode[] = JSON.parse(json);
  return blocks;
}

/** What a fragment or element may hold. */
export type YChild = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** Reads the children of a fragment or element, down to a depth that cannot exhaust the stack. Only reads: y-tiptap's own reader deletes what it cannot place. */
export function readChildren(parent: Y.XmlFragment, depth = 0): TreeNode[] {
  return depth > TEXT_LIMITS.depth ? [] : parent.toArray().flatMap((child) => readChild(child, depth));
}

/** Reads one child: a text gives a node for each run of equal marks, an element gives itself, a hook gives nothing. */
export function readChild(child: YChild, depth = 0): TreeNode[] {
  if (child instanceof Y.XmlText) return readRuns(child);
  if (child instanceof Y.XmlElement) return [node(child.nodeName, attributesOf(child), readChildren(child, depth + 1))];
  return [];
}

/** An element's attributes; a null is the same as none. */
export function attributesOf(element: Y.XmlElement): TreeAttributes {
  return jsonIn(element.getAttributes());
}

/** What of these values is JSON and not null; Yjs would also take bytes, other types and whole documents. */
function jsonIn(values: Record<string, unknown>): TreeAttributes {
  const attributes: TreeAttributes = {};
  for (const [key, value] of Object.entries(values)) {
    const json = jsonOf(value, 0);
    if (json !== undefined && json !== null) attributes[key] = json;
  }
  return attributes;
}

function jsonOf(value: unknown, depth: number): TreeValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (depth >= TEXT_LIMITS.depth || typeof value !== "object") return undefined;
  if (Array.isArray(value)) return value.map((item) => jsonOf(item, depth + 1) ?? null);
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
  const object: { [key: string]: TreeValue } = {};
  for (const [key, inner] of Object.entries(value)) {
    const json = jsonOf(inner, depth + 1);
    if (json !== undefined) object[key] = json;
  }
  return object;
}

/** One piece of a Yjs text with the same attributes throughout; `insert` is null for something embedded (length 1). */
export interface Run {
  insert: string | null;
  attributes: Record<string, unknown>;
}

/** The runs of a Yjs text, in order. */
export function runsOf(source: Y.XmlText): Run[] {
  const delta: { insert: unknown; attributes?: Record<string, unknown> }[] = source.toDelta();
  return delta.map(({ insert, attributes }) => ({
    insert: typeof insert === "string" ? insert : null,
    attributes: attributes ?? {},
  }));
}

/** The marks a run's attributes stand for. */
export function marksOf(attributes: Record<string, unknown>): TreeMark[] {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => {
      const type = HASHED_MARK.exec(key)?.[1] ?? key;
      const attrs = typeof value === "object" && value !== null ? jsonIn({ ...value }) : {};
      return Object.keys(attrs).length > 0 ? { type, attrs } : { type };
    });
}

function readRuns(source: Y.XmlText): TreeNode[] {
  return runsOf(source).flatMap(({ insert, attributes }) =>
    insert === null || insert === "" ? [] : [text(insert, marksOf(attributes))],
  );
}
