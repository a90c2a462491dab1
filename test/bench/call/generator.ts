/** Lets peers signal each other at a steady pace, as calls do that begin; prints what it saw as one line of JSON. */
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { cpuSeconds } from "../process/tree.ts";
import { type BenchPeer, joinBare, joinCall } from "./peer.ts";
import { type SignalResult, SignalTask } from "./task.ts";

/** What is on its way when the last was sent is heard within this. */
const SETTLED_WITHIN_MS = 10_000;
/** The room is told who is here, and tells it on, in the first moments. */
const QUIET_AFTER_MS = 1_000;
/** Of so many signals one is a description; the others are candidates. */
const DESCRIPTION_EVERY = 12;

// As long as Chromium's for a microphone and a camera, and a line of one.
const sdp = "a=rtpmap:96 VP8/90000\\r\\na=rtcp-fb:96 goog-remb\\r\\n".repeat(120);
const candidate = `candidate:842163049 1 udp 1677729535 203.0.113.7 46154 typ srflx raddr 10.0.0.7 rport 46154 generation 0`;

const task = SignalTask.parse(JSON.parse(await text(process.stdin)));
const peers: BenchPeer[] = [];
for (const url of task.urls) peers.push(await (task.joins ? joinCall(url) : joinBare(url)));
await sleep(QUIET_AFTER_MS);

const heard = () => peers.reduce((sum, peer) => sum + peer.heard(), 0);
const before = heard();
const cpuBefore = cpuSeconds(task.pid);
let bytes = 0;
const began = performance.now();
for (let n = 0; n < task.signals; n += 1) {
  const wait = began + (n * 1000) / task.perSecond - performance.now();
  if (wait > 1) await sleep(wait);
  const from = n % peers.length;
  const [sender, receiver] = [
    peers[from],
    peers[(from + 1 + (Math.floor(n / peers.length) % (peers.length - 1))) % peers.length],
  ];
  if (!sender || !receiver) throw new Error("no such peers");
  const signal =
    n % DESCRIPTION_EVERY === 0
      ? { kind: "description", description: { type: "offer", sdp }, tracks: { "0": "microphone", "1": "camera" } }
      : { kind: "candidate", candidate: { candidate, sdpMid: "0", sdpMLineIndex: 0, usernameFragment: "4ZcD" } };
  const frame = JSON.stringify({ type: "signal", to: receiver.id, generation: 1, n, signal });
  bytes += frame.length;
  sender.send(frame);
}
const deadline = performance.now() + SETTLED_WITHIN_MS;
while (heard() - before < task.signals && performance.now() < deadline) await sleep(20);
const result: SignalResult = {
  sent: task.signals,
  delivered: heard() - before,
  bytes: bytes / task.signals,
  cpuSeconds: cpuSeconds(task.pid) - cpuBefore,
};
console.log(JSON.stringify(result));
await Promise.all(peers.map((peer) => peer.close()));
