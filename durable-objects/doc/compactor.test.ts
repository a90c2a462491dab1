import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { T0, withStorage } from "../../test/rooms/storage.ts";
import { Schedule } from "../room/schedule.ts";
import { Compactor } from "./compactor.ts";
import { DOC_LIMITS } from "./limits.ts";
import { DocLog } from "./log/doc-log.ts";
import { LOG_SCHEMA } from "./log/schema.ts";

/** A doc worth compacting, and what its compactor says and counts, under one release at a time. */
function desk(storage: DurableObjectStorage) {
  storage.sql.exec(LOG_SCHEMA + Schedule.schema);
  const log = new DocLog(storage, DOC_LIMITS);
  const schedule = new Schedule(storage);
  const said: string[] = [];
  const counted: string[] = [];
  const say = (event: string) => said.push(event);
  const write = (text: string) => {
    const doc = new Y.Doc();
    doc.getText("t").insert(0, text);
    log.offer({ user: "ann", connection: "c", at: T0, update: Y.encodeStateAsUpdate(doc) });
    log.commit();
  };
  write("x".repeat(DOC_LIMITS.compactBytes));
  const compactorOf = (release: string) =>
    new Compactor(log, DOC_LIMITS, {
      storage,
      schedule,
      release,
      log: { info: say, warn: say, error: say },
      metrics: { count: (name) => counted.push(name), flush: () => {} },
    });
  return { log, schedule, said, counted, write, compactorOf };
}

describe("compacting by alarm", () => {
  it("P8.13 three failures in a row are reported and not followed by a fourth, until another release tries", () =>
    withStorage(async (storage) => {
      const { log, schedule, said, counted, write, compactorOf } = desk(storage);
      storage.sql.exec("CREATE TRIGGER full BEFORE INSERT ON log_base_parts BEGIN SELECT RAISE(ABORT, 'full'); END");
      const compactor = compactorOf("one");
      await expect(compactor.run(T0)).rejects.toThrow("full");
      await expect(compactor.run(T0)).rejects.toThrow("full");
      expect(await compactor.run(T0)).toBeNull();
      expect(said.filter((event) => event === "doc.compaction_failed")).toHaveLength(3);
      expect(said.at(-1)).toBe("doc.compaction_given_up");
      expect(await compactor.run(T0)).toBeNull();
      expect(counted).toEqual(Array(3).fill("doc.compaction_failed"));
      write("more");
      compactor.consider(T0);
      expect(schedule.waiting()).toEqual([]);
      expect(log.size().tailEntries).toBe(2);

      storage.sql.exec("DROP TRIGGER full");
      const next = compactorOf("two");
      next.consider(T0);
      expect(schedule.waiting()).toMatchObject([{ due: T0 + DOC_LIMITS.compactAfterMs }]);
      expect(await next.run(T0)).toMatchObject({ entries: 2, quarantined: [] });
      expect(log.size().tailEntries).toBe(0);
    }));

  it("P8.13 a compaction that another one overtook is no failure", () =>
    withStorage(async (storage) => {
      const { log, said, counted, write, compactorOf } = desk(storage);
      const compactor = compactorOf("one");
      for (let round = 0; round <= DOC_LIMITS.compactFailures; round++) {
        write("y".repeat(DOC_LIMITS.compactBytes));
        const overtaken = compactor.run(T0);
        log.compact(T0);
        expect(await overtaken).toBeNull();
      }
      expect([said, counted]).toEqual([[], []]);
    }));
});
