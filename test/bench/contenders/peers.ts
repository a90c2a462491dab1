/** The servers Ensemble is measured beside. */
import { randomUUID } from "node:crypto";
import { startServer } from "../process/server.ts";
import type { Contender } from "./contender.ts";

const HERE = `${import.meta.dirname}/..`;

const webSocket = (url: string) => url.replace(/^http/, "ws");

export const hocuspocus: Contender = {
  name: "hocuspocus",
  dialect: "hocuspocus",
  start: () => startServer([process.execPath, "servers/hocuspocus.ts"], HERE),
  room: async (server) => ({ url: `${webSocket(server.url)}/`, document: randomUUID() }),
};

export const yPartyServer: Contender = {
  name: "y-partyserver",
  dialect: "y-websocket",
  start: () => startServer([process.execPath, "servers/workerd.ts", "y-partyserver"], HERE),
  room: async (server) => {
    const document = randomUUID();
    return { url: `${webSocket(server.url)}/parties/rooms/${document}`, document };
  },
};

/** The floor, not a peer: an object that only appends and relays. */
export const bareRelay: Contender = {
  name: "bare relay",
  dialect: "y-websocket",
  start: () => startServer([process.execPath, "servers/workerd.ts", "bare-relay"], HERE),
  room: async (server) => {
    const document = randomUUID();
    return { url: `${webSocket(server.url)}/${document}`, document };
  },
};
