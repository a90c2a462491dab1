/** Runs the load of a JSON room beside a bare object that sends the same bytes to as many sockets. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startServer } from "../process/server.ts";
import { median, printTable } from "../report.ts";
import { microsPerDelivery, RoomLoadResult, type RoomTask } from "./task.ts";

const run = promisify(execFile);
const BENCH = `${import.meta.dirname}/..`;

/** Puts one load on a server, from a generator of its own. */
export async function runLoad(task: RoomTask): Promise<RoomLoadResult> {
  const generator = run(process.execPath, [`${import.meta.dirname}/generator.ts`], { maxBuffer: 1 << 24 });
  // Two hundred tickets are longer than a command line may be.
  generator.child.stdin?.end(JSON.stringify(task));
  const { stdout } = await generator;
  return RoomLoadResult.parse(JSON.parse(stdout));
}

/**
 * Runs rounds of a load and of the bare object, in turn, and prints the medians. Answers how many times the bare object's
 * CPU for a delivery ours takes.
 */
export async function measureBeside(
  rounds: number,
  load: (round: number) => Promise<RoomTask>,
  { title }: { title: string },
): Promise<number> {
  const ours: RoomLoadResult[] = [];
  const theirs: RoomLoadResult[] = [];
  const bare = await startServer([process.execPath, "servers/workerd.ts", "bare-board"], BENCH);
  try {
    for (let round = 0; round < rounds; round++) {
      const task = await load(round);
      const result = await runLoad(task);
      const address = `${bare.url.replace(/^http/, "ws")}/round-${round}`;
      // As many bytes as an event has on average.
      const payload = result.sample.slice(0, Math.round(result.bytesPerEvent));
      const floor = await runLoad({
        ...task,
        urls: task.urls.map(() => address),
        listening: null,
        sends: task.sends.map(() => payload),
        first: null,
        pid: bare.pid,
      });
      ours.push(result);
      theirs.push(floor);
      const [our, their] = [microsPerDelivery(result).toFixed(2), microsPerDelivery(floor).toFixed(2)];
      console.error(`round ${round + 1}: ${our} against ${their} µs a delivery`);
    }
  } finally {
    await bare.end();
  }
  console.log(`\n${title}; medians of ${rounds} interleaved rounds\n`);
  const line = (name: string, results: RoomLoadResult[]) => [
    name,
    String(results.reduce((sum, each) => sum + each.lost + each.refused, 0)),
    median(results.map(microsPerDelivery)).toFixed(2),
    median(results.map((each) => each.bytesPerEvent)).toFixed(0),
    median(results.map((each) => each.ackP50Ms)).toFixed(1),
    median(results.map((each) => each.ackP99Ms)).toFixed(1),
    median(results.map((each) => each.generatorCpuSeconds)).toFixed(1),
  ];
  printTable(
    ["server", "lost or refused", "µs CPU/delivery", "bytes/event", "ack p50 ms", "ack p99 ms", "generator s"],
    [line("ensemble", ours), line("bare object", theirs)],
  );
  // Runs of one round stand side by side, so that what else the machine did weighs on both.
  return median(ours.map((result, round) => microsPerDelivery(result) / microsPerDelivery(theirs[round] ?? result)));
}
