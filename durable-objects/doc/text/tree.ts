/** A doc's text as plain JSON, in ProseMirror's form, and how it is read out of Yjs without any schema. */
import * as Y from "yjs";
import { z } from "zod";

const Mark = z.object({ type: z.string(), attrs: z.record(z.string(), z.unknown()).optional() });

const Node = z.object({
  type: z.string(),
  attrs: z.record(z.string(), z.unknown()).optional(),
  text: z.string().optional(),
  marks: z.array(Mark).optional(),
  get content() {
    return z.array(Node).optional();
  },
});

export type TreeMark = z.infer<typeof Mark>;
export type TreeNode = z.infer<typeof Node>;

/** Parses ProseMirror JSON. @throws ZodError when it is none. */
export function treeOf(json: unknown): TreeNode {
  return Node.parse(json);
}

/** Builds a node, leaving out what is empty so that equal trees are equal JSON. */
export function node(type: string, attrs: Record<string, unknown> | null, content: TreeNode[]): TreeNode {
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

/** Elements nested deeper than this are read as empty, so that a hostile document cannot exhaust the stack. */
export const MAX_DEPTH = 100;

/** What a fragment or element may hold. */
export type YChild = Y.XmlElement | Y.XmlText | Y.XmlHook;

/** Reads the children of a fragment or element. Only reads: y-tiptap's own reader deletes what it cannot place. */
export function readChildren(parent: Y.XmlFragment, depth = 0): TreeNode[] {
  return depth > MAX_DEPTH ? [] : parent.toArray().flatMap((child) => readChild(child, depth));
}

/** Reads one child: a text gives a node for each run of equal marks, an element gives itself, a hook gives nothing. */
export function readChild(child: YChild, depth = 0): TreeNode[] {
  if (child instanceof Y.XmlText) return readRuns(child);
  if (child instanceof Y.XmlElement) return [node(child.nodeName, attributesOf(child), readChildren(child, depth + 1))];
  return [];
}

/** An element's attributes; a null is the same as none. Values may be any JSON, not only strings. */
export function attributesOf(element: Y.XmlElement): Record<string, unknown> {
  const attributes: Record<string, unknown> = element.getAttributes();
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null && value !== undefined));
}

const Run = z.object({ insert: z.unknown(), attributes: z.record(z.string(), z.unknown()).optional() });

/** One piece of a Yjs text with the same attributes throughout; `insert` is null for something embedded (length 1). */
export interface Run {
  insert: string | null;
  attributes: Record<string, unknown>;
}

/** The runs of a Yjs text, in order. */
export function runsOf(source: Y.XmlText): Run[] {
  return z
    .array(Run)
    .parse(source.toDelta())
    .map(({ insert, attributes }) => ({
      insert: typeof insert === "string" ? insert : null,
      attributes: attributes ?? {},
    }));
}

/** The marks a run's attributes stand for. */
export function marksOf(attributes: Record<string, unknown>): TreeMark[] {
  return Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => {
      const attrs = z.record(z.string(), z.unknown()).safeParse(value);
      const type = HASHED_MARK.exec(key)?.[1] ?? key;
      return attrs.success && Object.keys(attrs.data).length > 0 ? { type, attrs: attrs.data } : { type };
    });
}

function readRuns(source: Y.XmlText): TreeNode[] {
  return runsOf(source).flatMap(({ insert, attributes }) =>
    insert === null || insert === "" ? [] : [text(insert, marksOf(attributes))],
  );
}
