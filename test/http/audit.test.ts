/** The audit log: found again by who, what, when and text, however old, and taken out as a file. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { NamedAuditEntry } from "../../durable-objects/workspace/audit/protocol.ts";
import { InvitationMade } from "../../durable-objects/workspace/protocol.ts";
import { type Account, call, problemIn, signUp } from "./client.ts";

const Page = z.object({ items: z.array(NamedAuditEntry), next: z.string().nullable() });
const Exported = z.object({
  workspace: z.object({ id: z.string(), name: z.string() }),
  entries: z.array(NamedAuditEntry),
});

let zoe: Account;
let bob: Account;
let at: string;
let workspace: string;

beforeAll(async () => {
  // No name of hexadecimal letters, which the random part of an address might have.
  [zoe, bob] = [await signUp("Zoe"), await signUp("Bob")];
  const made = await call("/api/workspaces", { body: { name: "=Engines" }, token: zoe.token });
  workspace = z.object({ id: z.string() }).parse(await made.json()).id;
  at = `/api/workspaces/${workspace}`;
  const invited = await call(`${at}/invitations`, { body: { role: "admin" }, token: zoe.token });
  const { token } = InvitationMade.parse(await invited.json());
  await call(`/api/invitations/${token}/accept`, { method: "POST", token: bob.token });
  await call(at, { method: "PATCH", body: { name: "=Looms" }, token: bob.token });
  await call(`${at}/members/${bob.id}`, { method: "DELETE", token: bob.token });
});

async function pageOf(query: Record<string, string>) {
  const answer = await call(`${at}/audit?${new URLSearchParams(query)}`, { token: zoe.token });
  expect(answer.status).toBe(200);
  return Page.parse(await answer.json());
}

async function acts(query: Record<string, string>): Promise<string[]> {
  return (await pageOf(query)).items.map(({ act }) => act);
}

const ALL = ["member.left", "workspace.renamed", "invitation.accepted", "invitation.created", "workspace.created"];

describe("the audit log", () => {
  it("P10.11 is narrowed to who, what, when and a text, and names whoever has left", async () => {
    expect(await acts({})).toEqual(ALL);
    expect(await acts({ by: bob.id })).toEqual(["member.left", "workspace.renamed", "invitation.accepted"]);
    expect(await acts({ act: "workspace.renamed" })).toEqual(["workspace.renamed"]);
    expect(await acts({ text: "looms" })).toEqual(["workspace.renamed"]);
    expect(await acts({ text: "zoe" })).toEqual(["invitation.created", "workspace.created"]);
    expect(await acts({ text: "role_%" })).toEqual([]);
    const { items } = await pageOf({});
    expect(items[0]?.names).toMatchObject({ [bob.id]: "Bob" });
    const [left, renamed] = items;
    const times = { from: String(renamed?.at), to: String((left?.at ?? 0) + 1) };
    expect(await acts(times)).toContain("workspace.renamed");
    expect(await acts({ ...times, to: times.from })).toEqual([]);
    expect(await acts({ from: String(Date.now() + 60_000) })).toEqual([]);
    for (const [query, path] of [
      ["act=member.sneezed", "query.act"],
      ["from=soon", "query.from"],
      [`text=${"x".repeat(201)}`, "query.text"],
      ["cursor=nonsense", "query.cursor"],
    ]) {
      const answer = await call(`${at}/audit?${query}`, { token: zoe.token });
      expect(answer.status).toBe(422);
      expect(await problemIn(answer)).toMatchObject({ errors: [{ path }] });
    }
  });

  it("P10.12 is taken out as CSV that runs nothing and as JSON, filtered, and says that it was", async () => {
    const csv = await call(`${at}/audit/export?act=workspace.renamed`, { token: zoe.token });
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(csv.headers.get("content-disposition")).toMatch(/^attachment; filename="=Looms audit log .*\.csv"/);
    const [header, line, rest] = (await csv.text()).split("\r\n");
    expect(header).toContain("Time,Person,Person ID,Act");
    expect(line).toContain(`,Bob,${bob.id},workspace.renamed,`);
    expect(rest).toBe("");
    const json = await call(`${at}/audit/export?format=json`, { token: zoe.token });
    const { workspace: of, entries } = Exported.parse(await json.json());
    expect(of).toEqual({ id: workspace, name: "=Looms" });
    expect(entries.map(({ act }) => act)).toEqual(["audit.exported", "audit.exported", ...ALL]);
    expect(entries[1]).toMatchObject({ by: zoe.id, detail: { format: "csv", act: "workspace.renamed" } });
    const refused = await call(`${at}/audit/export`, { token: bob.token });
    expect(refused.status).toBe(404);
  });

  it("P10.13 goes on in D1 where the workspace has let go of its older acts", async () => {
    const before = await acts({});
    await runInDurableObject(env.WORKSPACE.getByName(workspace), (_, { storage }) => {
      storage.sql.exec("DELETE FROM audit WHERE position <= 3");
    });
    expect(await acts({})).toEqual(before);
    expect(await acts({ text: "zoe" })).toEqual(
      before.filter((act) => act.startsWith("audit.") || ALL.slice(3).includes(act)),
    );
    const found: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: z.infer<typeof Page> = await pageOf({ limit: "2", ...(cursor ? { cursor } : {}) });
      found.push(...page.items.map(({ act }) => act));
      cursor = page.next;
    }
    expect(found).toEqual(before);
  });
});
