/**
 * The product's worker with one more address, `GET /api/bench/docs/<docId>`, that tells what a doc room weighs, what
 * writing it has cost, and whether anything built a `Y.Doc`. It is bundled for the bench alone.
 */
import * as Y from "yjs";
import worker, { DocRoom as ProductDocRoom } from "../../../worker/index.ts";

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

const STATS = /^\/api\/bench\/docs\/([0-9a-f-]+)$/;

export default {
  ...worker,
  async fetch(request: Request, env: Cloudflare.Env, context: ExecutionContext): Promise<Response> {
    const docId = STATS.exec(new URL(request.url).pathname)?.[1];
    if (docId === undefined) return worker.fetch(request, env, context);
    // Counted before asking, since asking wakes the room.
    const before = { wakes: wakes.get(env.DOC.idFromName(docId).toString()) ?? 0, documentsBuilt };
    // The namespace runs the class above, which its type, the product's, does not know.
    const room: Pick<DocRoom, "coverageBytes" | "stats"> = env.DOC.getByName(docId) as DurableObjectStub<DocRoom>;
    return Response.json({ ...before, ...(await room.stats()), coverageBytes: await room.coverageBytes() });
  },
};
