import type { PastNode } from "../past/past-node.ts";

/** Attributes that are the editor's own business: they say nothing to a reader. */
const UNSEEN: ReadonlySet<string> = new Set(["id"]);

const keys = new WeakMap<PastNode, string>();

/** What a node says, as a text to compare: who wrote it left out, runs of equal marks put together. */
export function keyOf(node: PastNode): string {
  const known = keys.get(node);
  if (known !== undefined) return known;
  const key =
    node.text === undefined
      ? `<${node.type} ${attributesKey(node)}>${lineKey(node.content ?? [])}</>`
      : `${formKey(node)}:${JSON.stringify(node.text)}`;
  keys.set(node, key);
  return key;
}

/** The form of a node without its words: what it is and its attributes; of a text, its marks. */
export function formKey(node: PastNode): string {
  if (node.text === undefined) return `${node.type} ${attributesKey(node)}`;
  return (node.marks ?? [])
    .map((mark) => mark.type + sorted(mark.attrs ?? {}))
    .sort()
    .join(",");
}

function attributesKey({ attrs = {} }: PastNode): string {
  return sorted(Object.fromEntries(Object.entries(attrs).filter(([name]) => !UNSEEN.has(name))));
}

function lineKey(children: readonly PastNode[]): string {
  const parts: { form: string; words: string }[] = [];
  for (const child of children) {
    const last = parts.at(-1);
    const form = formKey(child);
    if (child.text !== undefined && last?.form === form) last.words += child.text;
    else parts.push({ form: child.text === undefined ? "" : form, words: child.text ?? keyOf(child) });
  }
  return JSON.stringify(parts);
}

function sorted(value: Record<string, unknown>): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
