/** The bars on written rows, as SQLite counts them: at the load of `load.ts`, and typed one update at a time. */
import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { countedEnsemble } from "./contenders/ensemble.ts";
import { type DocStats, statsOf } from "./contenders/stats.ts";
import { LoadResult, type LoadTask } from "./load/task.ts";
import type { RunningServer } from "./process/server.ts";
import { printBar, printTable } from "./report.ts";

const run = promisify(execFile);

/** A compaction runs some 15 s after it became worth it; its rows count too. */
const COMPACTED_WITHIN_MS = 40_000;
/** SQLite counts from when the room woke, so the room is asked often enough to stay awake. */
const ASK_EVERY_MS = 2_000;

const CASES = [
  { name: "the load", bar: 100, sockets: 50, writers: 10, perSecond: 1000, seconds: 5 },
  // Slower than any window, so that no two updates share a row.
  { name: "typed singly", bar: 1_100, sockets: 2, writers: 1, perSecond: 25, seconds: 40 },
];

async function compacted(server: RunningServer, docId: string): Promise<DocStats> {
  const until = performance.now() + COMPACTED_WITHIN_MS;
  for (;;) {
    const stats = await statsOf(server, docId);
    if (stats.snapshotBytes > 0 || performance.now() > until) return stats;
    await sleep(ASK_EVERY_MS);
  }
}

const server = await countedEnsemble.start();
try {
  const rows: { name: string; bar: number; updates: number; written: number; lost: number }[] = [];
  for (const { name, bar, ...shape } of CASES) {
    const room = await countedEnsemble.room(server);
    // Asked twice, since the first question may be what wakes it.
    await statsOf(server, room.document);
    const before = await statsOf(server, room.document);
    const task: LoadTask = { ...shape, ...room, settleSeconds: 0, dialect: countedEnsemble.dialect, pid: server.pid };
    const { stdout } = await run(process.execPath, ["load/generator.ts", JSON.stringify(task)], {
      cwd: import.meta.dirname,
    });
    const result = LoadResult.parse(JSON.parse(stdout));
    const after = await compacted(server, room.document);
    if (after.snapshotBytes === 0) console.error(`${name}: not compacted yet, so its rows are not among these`);
    if (after.wakes !== before.wakes)
      console.error(`${name}: the room slept in between, so rows before that are missing`);
    rows.push({
      name,
      bar,
      updates: result.updates,
      lost: result.lost + result.diverged,
      written: after.rowsWritten - before.rowsWritten,
    });
  }
  console.log();
  printTable(
    ["case", "updates", "lost or diverged", "rows written", "a 1,000 updates"],
    rows.map(({ name, updates, lost, written }) => [
      name,
      String(updates),
      String(lost),
      String(written),
      ((written * 1000) / updates).toFixed(0),
    ]),
  );
  console.log();
  for (const { name, bar, updates, written } of rows) printBar(name, (written * 1000) / updates, bar, "rows");
} finally {
  await server.end();
}
