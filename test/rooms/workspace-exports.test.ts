/** The archive of a workspace as it is written, by a job that may die at any moment: from inside the object. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { EventLog } from "../../durable-objects/room/event-log.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { log } from "../../durable-objects/room/log.ts";
import { GatheredMetrics } from "../../durable-objects/room/metrics.ts";
import { Exporter } from "../../durable-objects/workspace/board/exchange/archive/exporter.ts";
import type { ExportRow } from "../../durable-objects/workspace/board/exchange/archive/store.ts";
import type { ImportRow } from "../../durable-objects/workspace/board/exchange/handover.ts";
import { openStores, type Stores } from "../../durable-objects/workspace/store/stores.ts";
import { exportKey } from "../../worker/files/exports.ts";
import { r2Store } from "../../worker/files/r2-store.ts";
import { PART_BYTES } from "../../worker/files/store.ts";
import { good, newPage, newTenant, type Tenant } from "./workspace-people.ts";

const MANNER = { mode: "apply", missing: { columns: "report", labels: "report" }, dates: "report" } as const;

/** A tenant whose archive is of several parts: texts at random cannot be made smaller. */
async function largeTenant(): Promise<Tenant> {
  const tenant = await newTenant();
  const { room, owner } = tenant;
  const project = good(
    await room.createProject(owner, { type: "project.create", project: crypto.randomUUID(), set: { name: "Large" } }),
  );
  const item = () => ({ text: crypto.getRandomValues(new Uint8Array(360)).toBase64(), done: false });
  for (let from = 0; from < 200; from += 50) {
    const rows = Array.from({ length: 50 }, (_, index): ImportRow => {
      const row = from + index + 2;
      const checklist = Array.from({ length: 90 }, item);
      return { row, key: `${row}`, title: `Task ${row}`, checklist, marks: { title: `${row}`, checklist: `${row}` } };
    });
    good(await room.importRows(owner, project.id, rows, MANNER));
  }
  for (const title of ["One", "Two", "Three"]) await newPage(tenant, title);
  return tenant;
}

/** R2 whose answers get lost as `lost` says; what was asked has happened all the same. */
function lossy(lost: () => boolean): R2Bucket {
  const watch = <Target extends object>(target: Target): Target =>
    new Proxy(target, {
      get(_, key) {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          const answer: unknown = Reflect.apply(value, target, given);
          if (key === "resumeMultipartUpload") return watch(Object(answer));
          return Promise.resolve(answer).then((result) => {
            if (lost()) throw new Error("the answer of R2 got lost");
            return key === "createMultipartUpload" ? watch(Object(result)) : result;
          });
        };
      },
    });
  return watch(env.FILES);
}

async function atDesk(
  { id, room, owner }: Tenant,
  files: R2Bucket,
  work: (desk: { stores: Stores; exporter: () => Exporter; row: () => ExportRow | undefined }) => Promise<void>,
): Promise<string> {
  const exported = newId();
  await runInDurableObject(room, async (_, { storage }) => {
    const stores = openStores(storage.sql);
    stores.exports.put({
      id: exported,
      requestedAt: Date.now(),
      requestedBy: owner.user,
      endedAt: null,
      reason: null,
      faults: 0,
      bytes: null,
      files: 0,
      progress: null,
    });
    const exporter = () =>
      new Exporter({
        stores,
        exports: stores.exports,
        events: new EventLog(storage),
        env,
        files: r2Store(files),
        workspace: id,
        storage,
        log,
        metrics: new GatheredMetrics(undefined, "workspace"),
        now: Date.now,
        runMs: 0,
      });
    await work({ stores, exporter, row: () => stores.exports.find(exported) });
  });
  return exported;
}

async function filesIn({ id }: Tenant, exported: string): Promise<Record<string, number>> {
  const object = await env.FILES.get(exportKey(id, exported));
  const entries = Object.entries(unzipSync(new Uint8Array((await object?.arrayBuffer()) ?? [])));
  return Object.fromEntries(entries.map(([name, bytes]) => [name, bytes.length]));
}

describe("the archive of a workspace", () => {
  it("P1.23 is whole although each run of its job, and each answer of R2, may get lost", async () => {
    const tenant = await largeTenant();
    let runs = 0;
    const calm = await atDesk(tenant, env.FILES, async ({ exporter, row }) => {
      while (await exporter().run()) runs += 1;
      expect(row()).toMatchObject({ endedAt: expect.any(Number), reason: null, progress: null });
    });
    // Every run but the last keeps what it has, and each is another process as far as it can know.
    expect(runs).toBeGreaterThan(4);
    const wanted = await filesIn(tenant, calm);
    expect(Object.keys(wanted)).toHaveLength(9);

    let asked = 0;
    const lost = () => {
      asked += 1;
      return asked % 4 === 0;
    };
    let tries = 0;
    const stormy = await atDesk(tenant, lossy(lost), async ({ exporter, row, stores }) => {
      for (; row()?.endedAt === null && tries < 50; tries += 1) {
        await exporter()
          .run()
          .catch(() => expect(row()?.reason).toContain("tried again"));
      }
      expect(row()).toMatchObject({ endedAt: expect.any(Number), reason: null, progress: null });
      expect(row()?.bytes).toBeGreaterThan(PART_BYTES * 2);
      for (const part of ["tail", "directory"] as const) {
        expect(stores.exports.pieces(row()?.id ?? "", part)).toEqual([]);
      }
    });
    expect(tries).toBeGreaterThan(runs + 1);
    expect(await filesIn(tenant, stormy)).toEqual(wanted);
  });

  it("fails with a reason when something in the workspace itself cannot be written", async () => {
    const tenant = await newTenant();
    await atDesk(tenant, env.FILES, async ({ exporter, row, stores }) => {
      stores.pages.all = () => {
        throw new TypeError("a fault of ours");
      };
      for (let run = 0; run < 4; run += 1) await expect(exporter().run()).rejects.toThrow(TypeError);
      expect(await exporter().run()).toBe(false);
      expect(row()).toMatchObject({
        endedAt: expect.any(Number),
        bytes: null,
        reason: expect.stringContaining("could not"),
      });
    });
  });
});
