/** The storage of a Durable Object of its own, for tests of the kernel's storage parts; and storage that can die. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { ProbeRoom } from "./probe-room.ts";

declare global {
  namespace Cloudflare {
    interface Env {
      PROBE: DurableObjectNamespace<ProbeRoom>;
    }
  }
}

/** A time at which no alarm set by a test comes true while it runs, ms since 1970. */
export const T0 = Date.UTC(2100, 0, 1);

/** Runs `work` inside a new object, on its empty storage. */
export async function withStorage<T>(work: (storage: DurableObjectStorage) => T | Promise<T>): Promise<T> {
  const stub = env.PROBE.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_, state) => work(state.storage));
}

/** Thrown by whatever an object that was killed still tries. */
export class Died extends Error {}

/** Says when the object that works over a {@link mortal} storage dies. */
export interface Life {
  /** Storage calls left; null for a long life. */
  callsLeft: number | null;
  dead: boolean;
}

/** The same storage, seen by an object that dies after some number of calls: from then on every call throws. */
export function mortal(storage: DurableObjectStorage, life: Life): DurableObjectStorage {
  const live = () => {
    if (life.callsLeft !== null && life.callsLeft-- <= 0) life.dead = true;
    if (life.dead) throw new Died();
  };
  const watched = <T extends object>(target: T, also: object): T =>
    new Proxy(target, {
      get(_, key) {
        if (key in also) return Reflect.get(also, key);
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== "function") return value;
        return (...given: unknown[]) => {
          live();
          return Reflect.apply(value, target, given);
        };
      },
    });
  return watched(storage, { sql: watched(storage.sql, {}), kv: watched(storage.kv, {}) });
}

/** The same storage with a count of what SQLite wrote. An alarm set counts as the one row it is. */
export function counted(storage: DurableObjectStorage): { storage: DurableObjectStorage; rows: () => number } {
  let rows = 0;
  const sql = new Proxy(storage.sql, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (query: string, ...bindings: SqlStorageValue[]) => {
        const cursor = target.exec(query, ...bindings);
        rows += cursor.rowsWritten;
        return cursor;
      };
    },
  });
  const counting = new Proxy(storage, {
    get(target, key) {
      if (key === "sql") return sql;
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        if (key === "setAlarm") rows += 1;
        return Reflect.apply(value, target, given);
      };
    },
  });
  return { storage: counting, rows: () => rows };
}
