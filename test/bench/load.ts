/** The load bar: one document, 50 sockets, 10 writers, 1,000 updates a second for 5 s, against Hocuspocus. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { chosen } from "./contenders/all.ts";
import { measureLoad } from "./load/measure.ts";
import type { LoadResult } from "./load/task.ts";
import { median, printBar, printTable } from "./report.ts";

const SHAPE = { sockets: 50, writers: 10, perSecond: 1000, seconds: 5, settleSeconds: 3 };
/** CPU per delivered update, as a share of Hocuspocus'. */
const CPU_BAR = 0.6;
/** How far p99 may lie above Hocuspocus'. */
const P99_BAR_MS = 20;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "3" }, only: { type: "string" } } });
const contenders = chosen(values.only);
const rounds = z.coerce.number().int().positive().parse(values.rounds);

const microseconds = (result: LoadResult) => (result.cpuSeconds * 1e6) / result.deliveries;
const settled = (result: LoadResult) => (result.cpuSecondsSettled * 1e6) / result.deliveries;

const results = await measureLoad(contenders, rounds, SHAPE, (contender, result) =>
  console.error(
    `${contender.name}: ${microseconds(result).toFixed(2)} µs, p99 ${result.p99Ms.toFixed(1)} ms, lost ${result.lost}`,
  ),
);

const baseline = [...results].find(([contender]) => contender.name === "hocuspocus")?.[1] ?? [];
const medians = [...results].map(([contender, runs]) => ({
  name: contender.name,
  lost: runs.reduce((sum, run) => sum + run.lost + run.diverged + (run.newcomerHasAll ? 0 : 1), 0),
  cpu: median(runs.map(microseconds)),
  settled: median(runs.map(settled)),
  // Runs of one round stand side by side, so that what else the machine did weighs on both.
  ratio: median(runs.map((run, round) => settled(run) / settled(baseline[round] ?? run))),
  p50: median(runs.map((run) => run.p50Ms)),
  p99: median(runs.map((run) => run.p99Ms)),
  framesPerUpdate: median(runs.map((run) => run.frames / run.updates)),
  generator: median(runs.map((run) => run.generatorCpuSeconds)),
}));

console.log(
  `\n${SHAPE.sockets} sockets, ${SHAPE.writers} writers, ${SHAPE.perSecond} updates/s for ${SHAPE.seconds} s; medians of ${rounds} interleaved rounds\n`,
);
printTable(
  [
    "server",
    "lost or diverged",
    "µs CPU/delivery",
    "with settling",
    "× hocuspocus",
    "p50 ms",
    "p99 ms",
    "frames/update",
    "generator s",
  ],
  medians.map((row) => [
    row.name,
    String(row.lost),
    row.cpu.toFixed(2),
    row.settled.toFixed(2),
    row.ratio.toFixed(2),
    row.p50.toFixed(1),
    row.p99.toFixed(1),
    row.framesPerUpdate.toFixed(1),
    row.generator.toFixed(1),
  ]),
);

const ours = medians.find((row) => row.name === "ensemble");
const theirs = medians.find((row) => row.name === "hocuspocus");
if (ours && theirs) {
  console.log();
  printBar("CPU per delivered update against Hocuspocus", ours.ratio, CPU_BAR, "×");
  printBar("p99 above Hocuspocus'", ours.p99 - theirs.p99, P99_BAR_MS, "ms");
  printBar("lost or diverged", ours.lost, 0, "updates");
}
