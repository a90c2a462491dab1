/**
 * The product's worker with two more addresses, bundled for the bench alone: `GET /api/bench/docs/<docId>` tells what a
 * doc room weighs, what writing it has cost, and whether anything built a `Y.Doc`; `GET /api/bench/workspaces/<id>` tells
 * how many rows a workspace has written, its indexes' included.
 */
import * as Y from "yjs";
import worker, { DocRoom as ProductDocRoom, WorkspaceRoom as ProductWorkspaceRoom } from "../../../worker/index.ts";

export * from "../../../worker/index.ts";

/** How often each room's object came to life, by its id. */
const wakes = new Map<string, number>();
const documents = new WeakSet<Y.Doc>();
let documentsBuilt = 0;

// Yjs tells every document of each of its transactions before it begins, so a document that was given content shows.
const emit = Y.Doc.prototype.emit;
Y.Doc.prototype.emit = function (this: Y.Doc, name, args) {
  if (name === "beforeTransaction" && !documents.has(this)) {
    documents.add(this);
    documentsBuilt++;
  }
  return emit.call(this, name, args);
};

/** The product's room, counted each time its object comes to life. */
export class DocRoom extends ProductDocRoom {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    const id = ctx.id.toString();
    wakes.set(id, (wakes.get(id) ?? 0) + 1);
  }

  /** What stands beside the snapshot to tell who lacks what, in bytes. */
  coverageBytes(): number {
    const query = "SELECT coalesce(sum(length(structs) + length(deletes)), 0) AS bytes FROM log_base";
    return this.ctx.storage.sql.exec<{ bytes: number }>(query).one().bytes;
  }
}

/** The product's workspace, which counts the rows as they are billed: `total_changes()` knows of no index. */
export class WorkspaceRoom extends ProductWorkspaceRoom {
  readonly #written: () => number;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    const written = countRows(ctx.storage);
    super(ctx, env);
    this.#written = written;
  }

  rowsWritten(): number {
    return this.#written();
  }
}

/** Counts what is written through this storage from now on: rows, index entries, keys and alarms, one each. */
function countRows(storage: DurableObjectStorage): () => number {
  let written = 0;
  const open = new Set<SqlStorageCursor<Record<string, SqlStorageValue>>>();
  const { exec } = storage.sql;
  storage.sql.exec = <Row extends Record<string, SqlStorageValue>>(query: string, ...bindings: unknown[]) => {
    const cursor = exec.call(storage.sql, query, ...bindings);
    open.add(cursor);
    return cursor as SqlStorageCursor<Row>;
  };
  const { setAlarm, deleteAlarm } = storage;
  storage.setAlarm = (...times) => {
    written += 1;
    return setAlarm.call(storage, ...times);
  };
  storage.deleteAlarm = (...options) => {
    written += 1;
    return deleteAlarm.call(storage, ...options);
  };
  const { put } = storage.kv;
  storage.kv.put = (key, value) => {
    written += 1;
    put.call(storage.kv, key, value);
  };
  return () => {
    for (const cursor of open) written += cursor.rowsWritten;
    open.clear();
    return written;
  };
}

const ROWS = /^\/api\/bench\/workspaces\/([0-9a-f-]+)$/;
const STATS = /^\/api\/bench\/docs\/([0-9a-f-]+)$/;

export default {
  ...worker,
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url);
    const workspace = ROWS.exec(pathname)?.[1];
    if (workspace !== undefined) {
      const counted = env.WORKSPACE.getByName(workspace) as DurableObjectStub<WorkspaceRoom>;
      return Response.json({ rowsWritten: await counted.rowsWritten() });
    }
    const docId = STATS.exec(pathname)?.[1];
    if (docId === undefined) return worker.fetch(request, env, context);
    // Counted before asking, since asking wakes the room.
    const before = { wakes: wakes.get(env.DOC.idFromName(docId).toString()) ?? 0, documentsBuilt };
    // The namespace runs the class above, which its type, the product's, does not know.
    const room: Pick<DocRoom, "coverageBytes" | "stats"> = env.DOC.getByName(docId) as DurableObjectStub<DocRoom>;
    return Response.json({ ...before, ...(await room.stats()), coverageBytes: await room.coverageBytes() });
  },
};
