/** What a Yjs type says, whatever structs it is made of. */
import { equalityDeep } from "lib0/function";
import * as Y from "yjs";

/** True when two types of one kind say the same, marks and attributes included. */
export function saysTheSame(a: unknown, b: unknown): boolean {
  return equalityDeep(plain(a), plain(b));
}

/** A type as plain values. Unlike Yjs's `toJSON` it keeps the marks of texts and the kinds of nested types. */
function plain(value: unknown): unknown {
  if (value instanceof Y.Text) {
    const runs: { insert?: unknown; attributes?: unknown }[] = value.toDelta();
    return ["text", runs.map(({ insert, attributes }) => [plain(insert), attributes ?? {}]), value.getAttributes()];
  }
  if (value instanceof Y.XmlElement) {
    return ["element", value.nodeName, value.getAttributes(), value.toArray().map(plain)];
  }
  if (value instanceof Y.XmlFragment) return ["fragment", value.toArray().map(plain)];
  if (value instanceof Y.Array) return ["array", value.toArray().map(plain)];
  if (value instanceof Y.Map) {
    return ["map", Object.fromEntries([...value].map(([key, inner]) => [key, plain(inner)]))];
  }
  return value instanceof Y.Doc ? ["doc", value.guid] : value;
}
