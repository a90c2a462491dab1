/** Runs load rounds over several servers, interleaved, each round on a fresh document with a generator of its own. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Contender } from "../contenders/contender.ts";
import type { RunningServer } from "../process/server.ts";
import { LoadResult, type LoadTask } from "./task.ts";

const run = promisify(execFile);
const GENERATOR = `${import.meta.dirname}/generator.ts`;

export type Shape = Omit<LoadTask, "url" | "document" | "dialect" | "pid">;

/** Starts every contender, puts each through `rounds` rounds in turn, and ends them all. */
export async function measureLoad(
  contenders: Contender[],
  rounds: number,
  shape: Shape,
  progress: (contender: Contender, result: LoadResult) => void,
): Promise<Map<Contender, LoadResult[]>> {
  const servers = new Map<Contender, RunningServer>();
  const results = new Map<Contender, LoadResult[]>(contenders.map((contender) => [contender, []]));
  try {
    for (const contender of contenders) servers.set(contender, await contender.start());
    for (let round = 0; round < rounds; round++) {
      for (const [contender, server] of servers) {
        const room = await contender.room(server);
        const task: LoadTask = { ...shape, ...room, dialect: contender.dialect, pid: server.pid };
        const { stdout } = await run(process.execPath, [GENERATOR, JSON.stringify(task)], { maxBuffer: 1 << 24 });
        const result = LoadResult.parse(JSON.parse(stdout));
        results.get(contender)?.push(result);
        progress(contender, result);
      }
    }
  } finally {
    for (const server of servers.values()) await server.end();
  }
  return results;
}
