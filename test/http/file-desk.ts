/** Files over HTTP in tests: people in a workspace, its conversation, and what they send there and get back. */

import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { z } from "zod";
import { OpenUpload, StoredFile } from "../../durable-objects/conversation/files/protocol.ts";
import { newId } from "../../durable-objects/room/id.ts";
import worker from "../../worker/index.ts";
import { type Account, call, callWith, ORIGIN, signUp } from "./client.ts";

export const DAY = 24 * 60 * 60 * 1000;
export const Listed = z.object({ items: z.array(StoredFile), next: z.string().nullable() });
export const Made = z.object({ id: z.string() });

export let ada: Account;
export let bea: Account;
export let eve: Account;
export let workspace: string;
export let conversation: string;

export interface Sent {
  as?: Account;
  name?: string;
  collection?: string;
  headers?: Record<string, string>;
  /** As the field of a form; else as it is. */
  form?: boolean;
}

export function send(
  bytes: BodyInit,
  { as = ada, name, collection, headers = {}, form }: Sent = {},
): Promise<Response> {
  const query = new URLSearchParams({ collection: collection ?? `conversations/${conversation}` });
  if (name !== undefined && !form) query.set("name", name);
  const all = new Headers({ authorization: `Bearer ${as.token}`, ...headers });
  let body = bytes;
  if (form && bytes instanceof Uint8Array) {
    const fields = new FormData();
    fields.append("note", "a field beside it");
    fields.append("file", new File([bytes], name ?? "a.bin", { type: "application/x-wrong" }));
    body = fields;
  }
  return fetching(new Request(new URL(`/api/objects/upload?${query}`, ORIGIN), { method: "POST", headers: all, body }));
}

export async function fetching(request: Request): Promise<Response> {
  const context = createExecutionContext();
  const answer = await worker.fetch(new Request(request), { ...env, RATE_LIMITS: "off" }, context);
  await waitOnExecutionContext(context);
  return answer;
}

export async function uploaded(bytes: Uint8Array<ArrayBuffer>, sent: Sent = {}): Promise<StoredFile> {
  const answer = await send(bytes, sent);
  expect(answer.status, await answer.clone().text()).toBe(201);
  return StoredFile.parse(await answer.json());
}

export function get(
  id: string,
  as: Account = ada,
  headers: Record<string, string> = {},
  method = "GET",
): Promise<Response> {
  return callWith({ RATE_LIMITS: "off" }, `/api/objects/${id}`, { method, token: as.token, headers });
}

export async function bytesOf(answer: Response): Promise<Uint8Array> {
  return new Uint8Array(await answer.arrayBuffer());
}

export const room = () => env.CONVERSATION.getByName(conversation);

/** Posts a message with these files. */
export async function post(files: string[], as: Account = ada): Promise<string> {
  const message = newId();
  const who = { user: as.id, name: "Ada", role: "member" as const };
  const posted = await room().post(who, { message, text: "", attachments: files });
  if (!posted.ok) throw new Error(posted.problem.message);
  return message;
}

export async function storedKeys(): Promise<string[]> {
  return (await env.FILES.list()).objects.map(({ key }) => key);
}

export const rows = async () => (await env.DB.prepare("SELECT id FROM files ORDER BY id").all()).results.length;

export async function newWorkspace(owner: Account): Promise<{ id: string; general: string }> {
  const { id } = Made.parse(
    await (await call("/api/workspaces", { token: owner.token, body: { name: "Engine" } })).json(),
  );
  const list = await call(`/api/workspaces/${id}/conversations`, { token: owner.token });
  const [general] = z.object({ items: z.array(Made) }).parse(await list.json()).items;
  return { id, general: general?.id ?? "" };
}

/** Founds a workspace of Ada's, to which Bea belongs and Eve does not. */
export async function foundDesk(): Promise<void> {
  [ada, bea, eve] = [await signUp("Ada"), await signUp("Bea"), await signUp("Eve")];
  ({ id: workspace, general: conversation } = await newWorkspace(ada));
  const invited = await call(`/api/workspaces/${workspace}/invitations`, {
    token: ada.token,
    body: { role: "member" },
  });
  const { token } = z.object({ token: z.string() }).parse(await invited.json());
  const accepted = await call(`/api/invitations/${token}/accept`, { method: "POST", token: bea.token });
  expect(accepted.status).toBeLessThan(300);
}

export async function begin(
  size: number,
  more: { as?: Account; collection?: string; headers?: Record<string, string> } = {},
) {
  const { as = ada, collection = `conversations/${conversation}`, headers = {} } = more;
  const body = { collection, name: "large.txt", size };
  const answer = await callWith({}, "/api/objects/uploads", { token: as.token, body, headers });
  expect(answer.status, await answer.clone().text()).toBe(201);
  return OpenUpload.parse(await answer.json());
}

export function sendPart(id: string, n: number, bytes: Uint8Array<ArrayBuffer>, as = ada): Promise<Response> {
  const url = new URL(`/api/objects/uploads/${id}/parts/${n}`, ORIGIN);
  return fetching(new Request(url, { method: "PUT", headers: { authorization: `Bearer ${as.token}` }, body: bytes }));
}

export const ask = (id: string, method: string, more = "", as = ada) =>
  callWith({}, `/api/objects/uploads/${id}${more}`, { method, token: as.token });
