/** One server under measurement. */
import type { RunningServer } from "../process/server.ts";
import type { DialectName } from "../wire/dialect.ts";

/** A document that sockets can be opened on. */
export interface Room {
  /** The WebSocket's whole URL, the right to connect included. */
  url: string;
  document: string;
}

export interface Contender {
  name: string;
  dialect: DialectName;
  start(): Promise<RunningServer>;
  /** Makes a document that nobody has used yet. */
  room(server: RunningServer): Promise<Room>;
}
