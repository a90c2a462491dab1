/** Tells when sources change, once for all the files an editor or git writes at one go. */
import { watch } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { inRepository } from "./repository.ts";

/** Files written at one go come within this. */
const SETTLE_MS = 100;

/**
 * Calls `changed` after something under `paths` changed, never twice at the same time; what changes meanwhile calls it
 * once more. Answers when `signal` aborts.
 */
export async function watchSources(
  paths: readonly string[],
  signal: AbortSignal,
  changed: () => Promise<void>,
): Promise<void> {
  let pending = false;
  let busy: Promise<void> | undefined;
  const settle = async () => {
    while (pending && !signal.aborted) {
      await delay(SETTLE_MS);
      pending = false;
      await changed();
    }
    busy = undefined;
  };
  await Promise.all(
    paths.map(async (path) => {
      try {
        for await (const _ of watch(inRepository(path), { recursive: true, signal })) {
          pending = true;
          busy ??= settle();
        }
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }),
  );
  await busy;
}
