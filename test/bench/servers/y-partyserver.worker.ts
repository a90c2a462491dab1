/** y-partyserver as its README shows it, with onLoad and onSave on the object's own SQLite. */
import { routePartykitRequest } from "partyserver";
import { YServer } from "y-partyserver";
import * as Y from "yjs";

/** Rows may hold 2 MB; the state is kept in pieces below that. */
const PIECE_BYTES = 1_000_000;

export class MyDocument extends YServer {
  override async onLoad(): Promise<void> {
    this.ctx.storage.sql.exec("CREATE TABLE IF NOT EXISTS state (piece INTEGER PRIMARY KEY, data BLOB NOT NULL)");
    const pieces = this.ctx.storage.sql.exec<{ data: ArrayBuffer }>("SELECT data FROM state ORDER BY piece").toArray();
    if (pieces.length === 0) return;
    Y.applyUpdate(this.document, new Uint8Array(await new Blob(pieces.map((piece) => piece.data)).arrayBuffer()));
  }

  override async onSave(): Promise<void> {
    const state = Y.encodeStateAsUpdate(this.document);
    this.ctx.storage.transactionSync(() => {
      this.ctx.storage.sql.exec("DELETE FROM state");
      for (let at = 0; at < state.length; at += PIECE_BYTES) {
        this.ctx.storage.sql.exec("INSERT INTO state (data) VALUES (?)", state.slice(at, at + PIECE_BYTES));
      }
    });
  }
}

interface Env {
  Rooms: DurableObjectNamespace<MyDocument>;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    return (await routePartykitRequest(request, { ...env })) ?? new Response("Not found", { status: 404 });
  },
};
