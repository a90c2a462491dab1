/** New Yjs types for a tree, in the very shape y-tiptap gives them, so that an editor finds nothing to correct. */
import * as Y from "yjs";
import type { TreeMark, TreeNode } from "./tree.ts";

/** Yjs's typings say an attribute is a string; y-tiptap keeps numbers and booleans as they are, and so do we. */
type Element = Y.XmlElement<Record<string, NonNullable<unknown>>>;

/** Builds an element with all it holds; not yet part of any document. */
export function buildElement(tree: TreeNode): Y.XmlElement {
  const element = new Y.XmlElement(tree.type);
  for (const [name, value] of Object.entries(tree.attrs ?? {})) setAttribute(element, name, value);
  element.insert(0, buildLine(tree.content ?? []));
  return element;
}

/** Builds children: neighbouring text nodes become one text. */
export function buildLine(content: readonly TreeNode[]): (Y.XmlElement | Y.XmlText)[] {
  return segmentsOf(content).map((segment) => (Array.isArray(segment) ? buildText(segment) : buildElement(segment)));
}

/** Groups neighbouring text nodes, as Yjs holds them in one type. */
export function segmentsOf(content: readonly TreeNode[]): (TreeNode | TreeNode[])[] {
  const segments: (TreeNode | TreeNode[])[] = [];
  for (const child of content) {
    const last = segments.at(-1);
    if (child.type !== "text") segments.push(child);
    else if (Array.isArray(last)) last.push(child);
    else segments.push([child]);
  }
  return segments;
}

/** The Yjs attributes that stand for marks. */
export function attributesFor(marks: readonly TreeMark[] | undefined): Record<string, object> {
  return Object.fromEntries((marks ?? []).map((mark) => [mark.type, mark.attrs ?? {}]));
}

/** Sets an attribute, or removes it for null; writes nothing when it is so already. */
export function setAttribute(element: Element, name: string, value: unknown): void {
  const present: Record<string, unknown> = element.doc === null ? {} : element.getAttributes();
  if ((present[name] ?? null) === (value ?? null)) return;
  if (value === null || value === undefined) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

function buildText(runs: readonly TreeNode[]): Y.XmlText {
  const built = new Y.XmlText();
  built.applyDelta(runs.map((run) => ({ insert: run.text ?? "", attributes: attributesFor(run.marks) })));
  return built;
}
