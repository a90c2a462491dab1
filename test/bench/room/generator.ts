/** Sends to one room at a steady pace while many sockets listen; prints what it saw as one line of JSON. */
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { cpuSeconds } from "../process/tree.ts";
import { openRoomSocket, type RoomSocket } from "./socket.ts";
import { type RoomLoadResult, RoomTask } from "./task.ts";

/** What is on its way when the last command was acked is heard within this. */
const SETTLE_MS = 1_000;

const task = RoomTask.parse(JSON.parse(await text(process.stdin)));
const sockets: RoomSocket[] = [];
for (let from = 0; from < task.urls.length; from += 20) {
  const some = task.urls.slice(from, from + 20).map((url) => openRoomSocket(url, task.listening));
  sockets.push(...(await Promise.all(some)));
}
const { first } = task;
if (first) await Promise.all(sockets.slice(0, task.senders).map((socket) => socket.command(first)));
const heard = () => sockets.map((socket) => socket.heard());
const before = heard();
const cpuBefore = cpuSeconds(task.pid);
const ownBefore = process.cpuUsage();

const latencies: number[] = [];
let refused = 0;
const answers: Promise<void>[] = [];
const began = performance.now();
for (const [index, send] of task.sends.entries()) {
  const due = began + (index * 1000) / task.perSecond;
  const wait = due - performance.now();
  if (wait > 1) await sleep(wait);
  const socket = sockets[index % task.senders];
  if (!socket) continue;
  if (typeof send === "string") {
    socket.send(send);
    continue;
  }
  const sent = performance.now();
  answers.push(
    socket.command(send).then((accepted) => {
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
const result: RoomLoadResult = {
  sent: task.sends.length,
  refused,
  deliveries,
  lost: (task.sends.length - refused) * sockets.length - deliveries,
  bytesPerEvent: bytes / Math.max(1, deliveries),
  sample: after[0]?.sample ?? "",
  cpuSeconds: cpu,
  generatorCpuSeconds: (own.user + own.system) / 1e6,
  ackP50Ms: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
  ackP99Ms: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
};
console.log(JSON.stringify(result));
await Promise.all(sockets.map((socket) => socket.close()));
