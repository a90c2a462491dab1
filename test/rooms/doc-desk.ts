/** A doc's log with its history and versions, for tests that move its clock. */
import { env } from "cloudflare:workers";
import * as Y from "yjs";
import type { LiveDocument } from "../../durable-objects/doc/document.ts";
import { History } from "../../durable-objects/doc/history/history.ts";
import { DOC_LIMITS } from "../../durable-objects/doc/limits.ts";
import { Archive } from "../../durable-objects/doc/log/archive.ts";
import { DocLog } from "../../durable-objects/doc/log/doc-log.ts";
import { LOG_SCHEMA } from "../../durable-objects/doc/log/schema.ts";
import { RECORDS_SCHEMAS } from "../../durable-objects/doc/records.ts";
import { Versions } from "../../durable-objects/doc/versions/versions.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { T0 } from "./storage.ts";

/** A doc's log with its history and versions, on a clock that the test moves. */
export interface Desk {
  doc: string;
  clock: { now: number };
  log: DocLog;
  document: LiveDocument;
  history: History;
  versions: Versions;
  /** Has `user` edit the text `t`, and commits it as one entry of now. */
  edit(user: string, change: (text: Y.Text) => void): void;
  text(): string;
  compact(): void;
}

/** Such a doc on an empty storage. */
export function deskOf(storage: DurableObjectStorage, files: R2Bucket = env.FILES): Desk {
  for (const schema of [LOG_SCHEMA, ...RECORDS_SCHEMAS]) storage.sql.exec(schema);
  const doc = newId();
  const clock = { now: T0 };
  const log = new DocLog(storage, DOC_LIMITS);
  const archive = new Archive(storage.sql);
  const read: LiveDocument["read"] = (look) => {
    const built = log.build(clock.now);
    try {
      return look(built);
    } finally {
      built.destroy();
    }
  };
  const append: LiveDocument["append"] = (sender, update) => {
    if (log.offer({ ...sender, at: clock.now, update }) === "taken") log.commit();
  };
  const write: LiveDocument["write"] = (sender, change) =>
    read((built) => {
      const before = Y.encodeStateVector(built);
      const result = change(built);
      append(sender, Y.encodeStateAsUpdate(built, before));
      return result;
    });
  const document: LiveDocument = {
    archive,
    read,
    state: () => read((built) => Y.encodeStateAsUpdate(built)),
    write,
    append,
  };
  return {
    doc,
    clock,
    log,
    document,
    history: new History(storage, { document, files, doc: () => doc }),
    versions: new Versions(storage.sql, document),
    edit: (user, change) => write({ user, connection: `c-${user}` }, (built) => change(built.getText("t"))),
    text: () => read((built) => built.getText("t").toString()),
    compact: () => {
      log.compact(clock.now);
    },
  };
}

/** The text `t` of a full state. */
export function textOf(state: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return doc.getText("t").toString();
}
