/** Signalling's bar: what the server spends on each signal it relays, beside a bare object that parses, picks one socket and sends. */
import { execFile } from "node:child_process";
import { parseArgs, promisify } from "node:util";
import { z } from "zod";
import { microsPerSignal, SignalResult, type SignalTask } from "./call/task.ts";
import { makeCallers } from "./call/tenant.ts";
import { ensemble } from "./contenders/ensemble.ts";
import { startServer } from "./process/server.ts";
import { median, printBar, printTable } from "./report.ts";

const SHAPE = { peers: 6, perSecond: 1_500, seconds: 6 };
const CPU_BAR = 1.5;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = z.coerce.number().int().positive().parse(values.rounds);
const run = promisify(execFile);

/** Puts the load on a server, from a generator of its own. */
async function load(task: Pick<SignalTask, "urls" | "joins" | "pid">): Promise<SignalResult> {
  const generator = run(process.execPath, [`${import.meta.dirname}/call/generator.ts`]);
  const { perSecond, seconds } = SHAPE;
  generator.child.stdin?.end(JSON.stringify({ ...task, perSecond, signals: perSecond * seconds }));
  return SignalResult.parse(JSON.parse((await generator).stdout));
}

const ours: SignalResult[] = [];
const theirs: SignalResult[] = [];
const server = await ensemble.start();
const bare = await startServer([process.execPath, "servers/workerd.ts", "bare-call"], import.meta.dirname);
try {
  const newCall = await makeCallers(server, SHAPE.peers);
  const address = bare.url.replace(/^http/, "ws");
  for (let round = 0; round < rounds; round += 1) {
    const our = await load({ urls: await newCall(), joins: true, pid: server.pid });
    const peers = Array.from({ length: SHAPE.peers }, (_, peer) => `0000000${peer}-bare-7000-8000-00000000000${peer}`);
    const urls = peers.map((peer) => `${address}/round-${round}?peer=${peer}`);
    const their = await load({ urls, joins: false, pid: bare.pid });
    ours.push(our);
    theirs.push(their);
    const [one, other] = [microsPerSignal(our).toFixed(1), microsPerSignal(their).toFixed(1)];
    console.error(`round ${round + 1}: ${one} against ${other} µs a signal`);
  }
} finally {
  await bare.end();
  await server.end();
}

const { peers, perSecond, seconds } = SHAPE;
console.log(`\n${peers} peers, ${perSecond} signals/s for ${seconds} s; medians of ${rounds} interleaved rounds\n`);
const line = (name: string, results: SignalResult[]) => [
  name,
  String(results.reduce((sum, { sent, delivered }) => sum + sent - delivered, 0)),
  median(results.map(microsPerSignal)).toFixed(1),
  median(results.map(({ bytes }) => bytes)).toFixed(0),
];
printTable(["server", "lost", "µs CPU/signal", "bytes/signal"], [line("ensemble", ours), line("bare object", theirs)]);
console.log();
// Runs of one round stand side by side, so that what else the machine did weighs on both.
const ratio = median(ours.map((our, round) => microsPerSignal(our) / microsPerSignal(theirs[round] ?? our)));
printBar("CPU per relayed signal against a bare object", ratio, CPU_BAR, "×");
