/** The peer the load bar is set against: Hocuspocus as its guide starts it, default configuration, SQLite persistence. */
import { join } from "node:path";
import { SQLite } from "@hocuspocus/extension-sqlite";
import { Server } from "@hocuspocus/server";
import { freePort, stateFolder } from "./place.ts";

const port = await freePort();
const server = new Server({
  port,
  address: "127.0.0.1",
  quiet: true,
  extensions: [new SQLite({ database: join(stateFolder(), "hocuspocus.sqlite") })],
});
await server.listen();
console.log(JSON.stringify({ url: `http://127.0.0.1:${port}`, pid: process.pid }));
