/** The neighbours of a workspace in tests: its docs and D1, there or not, and what it owes them. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { DocRoom } from "../../durable-objects/doc/room.ts";
import { OUTBOX_JOB } from "../../durable-objects/room/outbox.ts";
import type { TicketClaims } from "../../durable-objects/room/ticket.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { Page } from "../../durable-objects/workspace/protocol.ts";
import { openInside, TestSocket } from "./socket.ts";
import { admitted, type Tenant } from "./workspace-people.ts";

/** What has a doc: a page, or a task that is described. */
type Documented = Pick<Page, "docId">;

/** A page's doc. */
export const docRoom = (page: Documented) => env.DOC.getByName(page.docId);

/** A socket in a page's doc; its frames are not looked at. */
export async function enterDoc(tenant: Tenant, who: Actor, page: Documented): Promise<TestSocket<unknown>> {
  return openDoc(page, await admitted(tenant, who, page));
}

export async function openDoc(page: Documented, claims: TicketClaims): Promise<TestSocket<unknown>> {
  return new TestSocket<unknown>(await openInside(docRoom(page), claims, { sdk: false }), (data) => data);
}

const TENANCY_TABLES = ["workspaces", "members", "rooms", "pages", "conversations", "calls", "call_log", "audit_logs"];
const BOARD_TABLES = ["projects", "columns", "tasks", "task_assignees", "activities", "task_activities"];

/** Takes D1's tables away for as long as `during` lasts. */
export async function withoutD1<Value>(during: () => Promise<Value>): Promise<Value> {
  const tables = [...TENANCY_TABLES, ...BOARD_TABLES];
  await env.DB.batch(tables.map((table) => env.DB.prepare(`ALTER TABLE ${table} RENAME TO ${table}_away`)));
  try {
    return await during();
  } finally {
    await env.DB.batch(tables.map((table) => env.DB.prepare(`ALTER TABLE ${table}_away RENAME TO ${table}`)));
  }
}

export function rows<Row>(query: string, ...values: string[]): Promise<Row[]> {
  return env.DB.prepare(query)
    .bind(...values)
    .all<Row>()
    .then(({ results }) => results);
}

/** Lets no word reach a page's doc until the answer is called. */
export function unreachable(page: Page): () => void {
  const deliver = DocRoom.prototype.deliver;
  const spy = vi.spyOn(DocRoom.prototype, "deliver").mockImplementation(function (this: DocRoom, deliveries) {
    return this.name === page.docId ? Promise.reject(new Error("unreachable")) : deliver.call(this, deliveries);
  });
  return () => spy.mockRestore();
}

/** The outbox lanes that still owe something. */
export function lanesOf(tenant: Tenant): Promise<string[]> {
  return runInDurableObject(tenant.room, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM outbox_lanes ORDER BY name")
      .toArray()
      .map(({ name }) => name),
  );
}

/** Lets what the outbox waits for be over: a backup alarm's time, or the wait after a failure. */
export async function tryAgain(tenant: Tenant): Promise<void> {
  await runInDurableObject(tenant.room, (_, { storage }) => {
    storage.sql.exec("UPDATE outbox_lanes SET due = 0");
    storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", OUTBOX_JOB);
  });
  await runDurableObjectAlarm(tenant.room);
}

/** Lets the 30 days be over that a workspace marked for deletion can still be kept. */
export async function endGrace(tenant: Tenant): Promise<void> {
  await runInDurableObject(tenant.room, (_, { storage }) => {
    const past = Date.now() - 1;
    storage.sql.exec("UPDATE workspace SET erase_at = ? WHERE erase_at IS NOT NULL", past);
    storage.sql.exec("UPDATE jobs SET due = ? WHERE name = 'deletion'", past);
  });
  await runDurableObjectAlarm(tenant.room);
}
