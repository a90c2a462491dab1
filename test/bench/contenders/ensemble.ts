/** Ensemble as a load tool meets it: `npm run -s serve:bench`, then accounts, a workspace and a page over its HTTP API. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type RunningServer, startServer } from "../process/server.ts";
import type { Contender, Room } from "./contender.ts";

const REPOSITORY = `${import.meta.dirname}/../../..`;
/** How long tickets let a stock client stay; longer than any script runs. */
const TICKET_TTL_SECONDS = 3_600;

const Made = z.object({ id: z.string() });
const Page = z.object({ id: z.string(), docId: z.string() });
const Ticket = z.object({ ticket: z.string(), path: z.string() });

export interface Account {
  token: string;
  workspace: string;
}

/** One account a server, however many documents are made on it. */
const accounts = new WeakMap<RunningServer, Promise<Account>>();

/** Asks something of the product's API. @throws Error with what it answered, where that is no 2xx */
export async function post(server: RunningServer, path: string, body: unknown, token?: string): Promise<Response> {
  const response = await fetch(`${server.url}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: server.url,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`POST ${path} answered ${response.status}: ${await response.text()}`);
  return response;
}

/** Makes an account and answers its bearer token. */
export async function signUp(server: RunningServer): Promise<string> {
  const credentials = { email: `${randomUUID()}@bench.example`, password: randomUUID(), name: "Bench" };
  const response = await post(server, "/api/auth/sign-up/email", credentials);
  const token = response.headers.get("set-auth-token");
  if (token === null) throw new Error("signing up gave no token");
  return token;
}

/** Makes an account with a workspace. */
export async function newTenant(server: RunningServer): Promise<Account> {
  const token = await signUp(server);
  const made = await post(server, "/api/workspaces", { name: "Bench" }, token);
  return { token, workspace: Made.parse(await made.json()).id };
}

/** The URL of a WebSocket to a room, the right to connect included. */
export async function socketUrl(server: RunningServer, token: string, kind: string, id: string): Promise<string> {
  const answer = await post(server, `/api/rooms/${kind}/${id}/tickets`, { ttlSeconds: TICKET_TTL_SECONDS }, token);
  const { ticket, path } = Ticket.parse(await answer.json());
  const url = new URL(path, server.url.replace(/^http/, "ws"));
  url.searchParams.set("ticket", ticket);
  return url.href;
}

function accountOn(server: RunningServer): Promise<Account> {
  const known = accounts.get(server);
  if (known) return known;
  const made = newTenant(server);
  accounts.set(server, made);
  return made;
}

async function makeRoom(server: RunningServer): Promise<Room> {
  const { token, workspace } = await accountOn(server);
  const page = Page.parse(
    await (await post(server, `/api/workspaces/${workspace}/pages`, { title: "Bench" }, token)).json(),
  );
  return { url: await socketUrl(server, token, "doc", page.docId), document: page.docId };
}

export const ensemble: Contender = {
  name: "ensemble",
  dialect: "y-websocket",
  start: () => startServer(["npm", "run", "-s", "serve:bench"], REPOSITORY),
  room: makeRoom,
};

/** The same worker from the bench's own bundle, which tells what its doc rooms weigh; not for measuring speed. */
export const countedEnsemble: Contender = {
  ...ensemble,
  start: () => startServer([process.execPath, "servers/ensemble.ts"], `${REPOSITORY}/test/bench`),
};
