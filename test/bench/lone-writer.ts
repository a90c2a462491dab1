/** The lone writer's bar: 20 updates a second into a document that 50 sockets have open, against y-partyserver. */
import { parseArgs } from "node:util";
import { z } from "zod";
import { chosen } from "./contenders/all.ts";
import { measureLoad } from "./load/measure.ts";
import { median, printBar, printTable } from "./report.ts";

const SHAPE = { sockets: 50, writers: 1, perSecond: 20, seconds: 5, settleSeconds: 0 };
/** How far our median may lie above theirs. */
const MEDIAN_BAR_MS = 3;

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, only: { type: "string", default: "ensemble,y-partyserver" } },
});
const rounds = z.coerce.number().int().positive().parse(values.rounds);

const results = await measureLoad(chosen(values.only), rounds, SHAPE, (contender, result) =>
  console.error(`${contender.name}: p50 ${result.p50Ms.toFixed(2)} ms, lost ${result.lost}`),
);
const medians = [...results].map(([contender, runs]) => ({
  name: contender.name,
  lost: runs.reduce((sum, run) => sum + run.lost + run.diverged, 0),
  p50: median(runs.map((run) => run.p50Ms)),
  p99: median(runs.map((run) => run.p99Ms)),
}));

console.log(
  `\n${SHAPE.sockets} sockets, one writer at ${SHAPE.perSecond} updates/s for ${SHAPE.seconds} s; medians of ${rounds} interleaved rounds\n`,
);
printTable(
  ["server", "lost or diverged", "p50 ms", "p99 ms"],
  medians.map((row) => [row.name, String(row.lost), row.p50.toFixed(2), row.p99.toFixed(2)]),
);

const ours = medians.find((row) => row.name === "ensemble");
const theirs = medians.find((row) => row.name === "y-partyserver");
if (ours && theirs) {
  console.log();
  printBar("median above y-partyserver's", ours.p50 - theirs.p50, MEDIAN_BAR_MS, "ms");
}
