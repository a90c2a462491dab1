/**
 * The product's worker with a few more addresses, bundled for the bench alone: `GET /api/bench/docs/<docId>` tells what a
 * doc room weighs, what writing it has cost, and whether anything built a `Y.Doc`; `GET /api/bench/workspaces/<id>` and
 * `GET /api/bench/conversations/<id>` tell how many rows one has read and written, its indexes' included;
 * `POST /api/bench/conversations/<id>/messages?upTo=<seq>` fills one.
 */
import * as Y from "yjs";
import worker, {
  ConversationRoom as ProductConversationRoom,
  DocRoom as ProductDocRoom,
  WorkspaceRoom as ProductWorkspaceRoom,
} from "../../../worker/index.ts";

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

/** Rows as they are billed: `total_changes()` knows of no index. */
interface Rows {
  rowsWritten: number;
  rowsRead: number;
}

/** The product's workspace, which counts its rows. */
export class WorkspaceRoom extends ProductWorkspaceRoom {
  readonly #rows: () => Rows;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    const rows = countRows(ctx.storage);
    super(ctx, env);
    this.#rows = rows;
  }

  rows(): Rows {
    return this.#rows();
  }
}

/** The product's conversation, which counts its rows, and can be made long at once. */
export class ConversationRoom extends ProductConversationRoom {
  readonly #rows: () => Rows;

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    const rows = countRows(ctx.storage);
    super(ctx, env);
    this.#rows = rows;
  }

  rows(): Rows {
    return this.#rows();
  }

  /** Repeats the first message until there is one at `seq`, which everyone has read. */
  fillUpTo(seq: number): void {
    const { sql } = this.ctx.storage;
    const head = this.events.head("room");
    sql.exec(
      `WITH RECURSIVE n (n) AS (SELECT ? UNION ALL SELECT n + 1 FROM n WHERE n < ?)
       INSERT INTO messages (seq, id, author, author_name, at, text)
       SELECT n, 'bench-' || n, author, author_name, at, text FROM n, (SELECT * FROM messages ORDER BY seq LIMIT 1)`,
      head + 1,
      seq,
    );
    sql.exec("UPDATE events SET seq = ? WHERE seq = ? AND stream = 'room'", seq, head);
    sql.exec("UPDATE readers SET marker = ?", seq);
  }
}

/** Counts what is read and written through this storage from now on: rows, index entries, keys and alarms, one each. */
function countRows(storage: DurableObjectStorage): () => Rows {
  const rows = { rowsWritten: 0, rowsRead: 0 };
  const open = new Set<SqlStorageCursor<Record<string, SqlStorageValue>>>();
  const { exec } = storage.sql;
  storage.sql.exec = <Row extends Record<string, SqlStorageValue>>(query: string, ...bindings: unknown[]) => {
    const cursor = exec.call(storage.sql, query, ...bindings);
    open.add(cursor);
    return cursor as SqlStorageCursor<Row>;
  };
  const { setAlarm, deleteAlarm } = storage;
  storage.setAlarm = (...times) => {
    rows.rowsWritten += 1;
    return setAlarm.call(storage, ...times);
  };
  storage.deleteAlarm = (...options) => {
    rows.rowsWritten += 1;
    return deleteAlarm.call(storage, ...options);
  };
  const { put } = storage.kv;
  storage.kv.put = (key, value) => {
    rows.rowsWritten += 1;
    put.call(storage.kv, key, value);
  };
  return () => {
    for (const cursor of open) {
      rows.rowsWritten += cursor.rowsWritten;
      rows.rowsRead += cursor.rowsRead;
    }
    open.clear();
    return { ...rows };
  };
}

const WORKSPACE = /^\/api\/bench\/workspaces\/([0-9a-f-]+)$/;
const CONVERSATION = /^\/api\/bench\/conversations\/([0-9a-f-]+)(\/messages)?$/;
const STATS = /^\/api\/bench\/docs\/([0-9a-f-]+)$/;

export default {
  ...worker,
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    const workspace = WORKSPACE.exec(pathname)?.[1];
    if (workspace !== undefined) {
      const counted: Pick<WorkspaceRoom, "rows"> = env.WORKSPACE.getByName(
        workspace,
      ) as DurableObjectStub<WorkspaceRoom>;
      return Response.json(await counted.rows());
    }
    const [, conversation, messages] = CONVERSATION.exec(pathname) ?? [];
    if (conversation !== undefined) {
      const counted: Pick<ConversationRoom, "rows" | "fillUpTo"> = env.CONVERSATION.getByName(
        conversation,
      ) as DurableObjectStub<ConversationRoom>;
      if (messages) await counted.fillUpTo(Number(searchParams.get("upTo")));
      return Response.json(await counted.rows());
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
