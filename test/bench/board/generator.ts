/** Moves tasks about on one board at a steady pace while many sockets look on; prints what it saw as one line of JSON. */
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { cpuSeconds } from "../process/tree.ts";
import { openBoardSocket } from "./socket.ts";
import { type BoardLoadResult, BoardTask } from "./task.ts";

/** What is on its way when the last move was acked is heard within this. */
const SETTLE_MS = 1_000;

const task = BoardTask.parse(JSON.parse(await text(process.stdin)));
const stream = task.dialect === "ensemble" ? task.stream : null;
const sockets = [];
for (let from = 0; from < task.urls.length; from += 20) {
  sockets.push(...(await Promise.all(task.urls.slice(from, from + 20).map((url) => openBoardSocket(url, stream)))));
}
const heard = () => sockets.map((socket) => socket.heard());
const before = heard();
const cpuBefore = cpuSeconds(task.pid);
const ownBefore = process.cpuUsage();

const moves = Math.round(task.perSecond * task.seconds);
const latencies: number[] = [];
let refused = 0;
const answers: Promise<void>[] = [];
const began = performance.now();
for (let move = 0; move < moves; move++) {
  const due = began + (move * 1000) / task.perSecond;
  const wait = due - performance.now();
  if (wait > 1) await sleep(wait);
  const socket = sockets[move % task.movers];
  if (!socket) continue;
  if (task.dialect === "bare") {
    socket.send(task.payload);
    continue;
  }
  const sent = performance.now();
  // Each to the end of the next column, so that columns neither empty nor fill.
  const moved = {
    type: "task.move",
    task: task.tasks[(move * 7) % task.tasks.length],
    columnId: task.columns[move % task.columns.length],
  };
  answers.push(
    socket.command(moved).then((accepted) => {
      if (accepted) latencies.push(performance.now() - sent);
      else refused += 1;
    }),
  );
}
await Promise.all(answers);
await sleep(SETTLE_MS);
const cpu = cpuSeconds(task.pid) - cpuBefore;
const own = process.cpuUsage(ownBefore);
const after = heard();

const events = after.map((each, index) => each.events - (before[index]?.events ?? 0));
const deliveries = events.reduce((sum, each) => sum + each, 0);
const bytes = after.reduce((sum, each, index) => sum + each.bytes - (before[index]?.bytes ?? 0), 0);
latencies.sort((a, b) => a - b);
const result: BoardLoadResult = {
  moves,
  refused,
  deliveries,
  lost: (moves - refused) * sockets.length - deliveries,
  bytesPerEvent: bytes / Math.max(1, deliveries),
  sample: after[0]?.sample ?? "",
  cpuSeconds: cpu,
  generatorCpuSeconds: (own.user + own.system) / 1e6,
  ackP50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
  ackP99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
};
console.log(JSON.stringify(result));
await Promise.all(sockets.map((socket) => socket.close()));
