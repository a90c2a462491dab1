/** Reads a doc's text as it was: a Yjs document that forgot nothing, looked at through a snapshot. */
import * as Y from "yjs";
import { TEXT_FIELD } from "../../../../../durable-objects/doc/text/protocol.ts";
import type { PastMark, PastNode } from "./past-node.ts";

/** Deeper elements are read as empty, so that nothing exhausts the stack. */
const DEPTH = 100;

/** What a mark is called in Yjs: y-tiptap adds a hash to those that may overlap themselves. */
const HASHED_MARK = /(.*)--[a-zA-Z0-9+/=]{8}$/;

/** The name of a root that stays empty. */
const SCRATCH = "history:scratch";

/** What is looked at. */
export interface Sight {
  /** The moment that is read. */
  here: Y.Snapshot;
  /** The moment it is held against. */
  other: Y.Snapshot;
  /** Who is to be named for what stands `here` and not in the `other`, by the id of its struct. */
  whoOf: (id: Y.ID) => string | undefined;
}

/** Reads the text of `doc`, which must not collect garbage, at the moment `here`. */
export function readPast(doc: Y.Doc, sight: Sight): PastNode[] {
  return doc.transact(() => {
    // Yjs puts neighbouring structs together; while a text is read through snapshots, all are cut where those end. The
    // cuts hold until this transaction ends, and attributes need them as words do.
    doc.getText(SCRATCH).toDelta(sight.here, sight.other);
    return readChildren(doc.getXmlFragment(TEXT_FIELD), sight, 0);
  });
}

/** Reads the text of a full state (update v1). */
export function readState(state: Uint8Array): PastNode[] {
  const doc = new Y.Doc({ gc: false });
  Y.applyUpdate(doc, state);
  const now = Y.snapshot(doc);
  const nodes = readPast(doc, { here: now, other: now, whoOf: () => undefined });
  doc.destroy();
  return nodes;
}

function readChildren(parent: Y.XmlFragment, sight: Sight, depth: number): PastNode[] {
  if (depth > DEPTH) return [];
  const there = new Set<unknown>(Y.typeListToArraySnapshot(parent, sight.other));
  return Y.typeListToArraySnapshot(parent, sight.here).flatMap((child: unknown) => {
    if (child instanceof Y.XmlText) return readText(child, sight);
    if (!(child instanceof Y.XmlElement)) return [];
    return [readElement(child, sight, depth, there.has(child) ? undefined : whoMade(child, sight))];
  });
}

function readElement(element: Y.XmlElement, sight: Sight, depth: number, who: string | undefined): PastNode {
  const attrs = Object.fromEntries(
    Object.entries(Y.typeMapGetAllSnapshot(element, sight.here)).filter(([, value]) => (value ?? null) !== null),
  );
  const content = readChildren(element, sight, depth + 1);
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
    ...(who === undefined ? {} : { who }),
  };
}

function whoMade(element: Y.XmlElement, { whoOf }: Sight): string | undefined {
  return element._item ? whoOf(element._item.id) : undefined;
}

/** What Yjs says of a run that stands in one of two snapshots only. */
interface RunChange {
  type: "added" | "removed";
  user: number;
  who: string | undefined;
}

function readText(text: Y.XmlText, { here, other, whoOf }: Sight): PastNode[] {
  const runs: { insert: unknown; attributes?: Record<string, unknown> & { ychange?: RunChange } }[] = text.toDelta(
    here,
    other,
    // `user` is what Yjs tells runs apart by.
    (type: RunChange["type"], id: Y.ID): RunChange => ({ type, user: id.client, who: whoOf(id) }),
  );
  return runs.flatMap(({ insert, attributes }) => {
    const { ychange, ...marks } = attributes ?? {};
    // Of the other moment only.
    if (ychange?.type === "removed" || typeof insert !== "string" || insert === "") return [];
    const read = marksOf(marks);
    return [
      {
        type: "text",
        text: insert,
        ...(read.length > 0 ? { marks: read } : {}),
        ...(ychange?.who === undefined ? {} : { who: ychange.who }),
      },
    ];
  });
}

function marksOf(attributes: Record<string, unknown>): PastMark[] {
  return Object.entries(attributes)
    .filter(([, value]) => (value ?? null) !== null)
    .map(([key, value]) => {
      const type = HASHED_MARK.exec(key)?.[1] ?? key;
      const hasMore = typeof value === "object" && value !== null && Object.keys(value).length > 0;
      return hasMore ? { type, attrs: { ...value } } : { type };
    });
}
