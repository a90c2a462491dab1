/** Ends a process and all it started, as a power cut would. Reads /proc, so it is for Linux. */
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";

interface ProcessLine {
  pid: number;
  parent: number;
  /** Dead, with all its threads: while one of them dies, the process still holds its ports. */
  ended: boolean;
}

/** `root` and everything under it, parents before children. */
export async function processTree(root: number): Promise<number[]> {
  const children = Map.groupBy(await livingProcesses(), (line) => line.parent);
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []).map((line) => line.pid));
  return tree;
}

/** The name of the program that `pid` runs. */
export async function processName(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/comm`, "utf8")).trim();
}

/**
 * SIGKILLs the whole tree under `root`, parents first (a parent left alive could start its child again), and answers
 * once none of it lives.
 */
export async function killTree(root: number): Promise<void> {
  const tree = await processTree(root);
  for (const pid of tree) signalled(pid, "SIGKILL");
  await treeEnded(tree);
}

/** Sends a signal to a process, which may have ended meanwhile. */
export function signalled(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Answers once none of `pids` lives. */
export async function treeEnded(pids: readonly number[]): Promise<void> {
  for (;;) {
    const living = new Set((await livingProcesses()).map((line) => line.pid));
    if (!pids.some((pid) => living.has(pid))) return;
    await delay(5);
  }
}

async function livingProcesses(): Promise<ProcessLine[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(pids.map(readProcess));
  return lines.filter((line) => line !== null).filter((line) => !line.ended);
}

/** The place of `num_threads` among the fields behind the name. */
const THREADS = 20 - 3;

/** See proc_pid_stat(5): the name stands in brackets and may hold any character, so fields are counted from its end. */
async function readProcess(pid: string): Promise<ProcessLine | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  if (stat === null) return null;
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  // `Z` is a process that has ended, and whose parent has not noticed.
  return { pid: Number(pid), parent: Number(fields[1]), ended: fields[0] === "Z" && Number(fields[THREADS]) <= 1 };
}
