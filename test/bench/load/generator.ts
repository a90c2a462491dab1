/** The load generator's process: one task as JSON in its argument, one result as JSON on its output. */
import { setTimeout as sleep } from "node:timers/promises";
import { cpuSeconds } from "../process/tree.ts";
import { openStockSocket, type StockSocket } from "../wire/stock-socket.ts";
import { Arrivals } from "./arrivals.ts";
import { textOf, typeAhead, type Writer } from "./edits.ts";
import { type LoadResult, LoadTask } from "./task.ts";

/** How long after the last update everything must have arrived; later counts as lost. */
const ARRIVED_WITHIN_MS = 20_000;
/** Quiet between joining and the first update, so that presence and joining are not measured. */
const QUIET_MS = 700;
/** Presence ids of readers; those of writers are their Yjs clients. */
const FIRST_READER = 2_000_000_001;

const task = LoadTask.parse(JSON.parse(process.argv[2] ?? ""));
console.log(JSON.stringify(await run(task)));
process.exit(0);

async function run(task: LoadTask): Promise<LoadResult> {
  const updatesEach = Math.round((task.perSecond * task.seconds) / task.writers);
  const writers = typeAhead(task.writers, updatesEach);
  const arrivals = new Arrivals(
    writers.map((writer) => writer.client),
    updatesEach,
    task.sockets,
  );

  const sockets: StockSocket[] = [];
  for (let index = 0; index < task.sockets; index++) {
    sockets.push(
      await openStockSocket({
        ...task,
        client: writers[index]?.client ?? FIRST_READER + index,
        heard: (update) => arrivals.heard(index, update),
      }),
    );
  }
  await sleep(QUIET_MS);

  const serverBefore = cpuSeconds(task.pid);
  const selfBefore = process.cpuUsage();
  await write(task, writers, sockets, arrivals);
  await Promise.race([arrivals.complete, sleep(ARRIVED_WITHIN_MS)]);
  const self = process.cpuUsage(selfBefore);
  const serverAfter = cpuSeconds(task.pid);
  await sleep(task.settleSeconds * 1000);
  const serverSettled = cpuSeconds(task.pid);

  const expected = textOf(writers.flatMap((writer) => writer.updates));
  const diverged = arrivals
    .streams()
    .flatMap(({ readers, updates }) =>
      textOf(updates) === expected
        ? []
        : readers.filter((reader) => textOf([...(writers[reader]?.updates ?? []), ...updates]) !== expected),
    );
  const newcomerHasAll = await newcomerReads(task, expected);
  await Promise.all(sockets.map((socket) => socket.close()));

  const sorted = Float64Array.from(arrivals.latenciesMs).sort();
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return {
    updates: updatesEach * task.writers,
    deliveries: arrivals.expected,
    lost: arrivals.lost,
    diverged: diverged.length,
    newcomerHasAll,
    frames: arrivals.frames,
    cpuSeconds: serverAfter - serverBefore,
    cpuSecondsSettled: serverSettled - serverBefore,
    generatorCpuSeconds: (self.user + self.system) / 1e6,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
  };
}

/** Sends every update when it is due, the writers in turn; a late timer catches up and never drops one. */
async function write(task: LoadTask, writers: Writer[], sockets: StockSocket[], arrivals: Arrivals): Promise<void> {
  const frames = writers.map((writer, index) => writer.updates.map((update) => sockets[index]?.frame(update)));
  const total = writers.reduce((sum, writer) => sum + writer.updates.length, 0);
  const began = performance.now();
  for (let next = 0; next < total; ) {
    const due = Math.min(total, Math.floor(((performance.now() - began) * task.perSecond) / 1000) + 1);
    for (; next < due; next++) {
      const writer = next % writers.length;
      const n = Math.floor(next / writers.length);
      const frame = frames[writer]?.[n];
      if (!frame) continue;
      arrivals.sent(writer, n);
      sockets[writer]?.send(frame);
    }
    await sleep(1);
  }
}

async function newcomerReads(task: LoadTask, expected: string): Promise<boolean> {
  const heard: Uint8Array[] = [];
  const newcomer = await openStockSocket({
    ...task,
    client: FIRST_READER + task.sockets,
    heard: (update) => heard.push(update.slice()),
  });
  await newcomer.close();
  return textOf(heard) === expected;
}
