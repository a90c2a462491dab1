/** The whole process tree below one pid, as Linux's /proc shows it: what it spent, and how to end it. */
import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Kernel ticks a second. Fixed at 100 for user space on every Linux that Node runs on (USER_HZ, `man 5 proc`). */
const TICKS_PER_SECOND = 100;

interface Stat {
  parent: number;
  state: string;
  cpuTicks: number;
}

/** Reads `/proc/<pid>/stat`, or answers null for a process that is gone. */
function stat(pid: number): Stat | null {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, "latin1");
  } catch {
    return null;
  }
  // The command name stands in brackets and may hold spaces, so fields are counted behind its last bracket.
  const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
  return {
    state: fields[0] ?? "",
    parent: Number(fields[1]),
    cpuTicks: Number(fields[11]) + Number(fields[12]),
  };
}

/** `root` and everything below it, parents before children. Empty when `root` is gone. */
export function treeOf(root: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const parent = stat(pid)?.parent;
    if (parent === undefined) continue;
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  if (stat(root) === null) return [];
  const tree = [root];
  for (const pid of tree) tree.push(...(children.get(pid) ?? []));
  return tree;
}

/** CPU seconds (user and system) that the processes now in the tree of `root` have spent since they began. */
export function cpuSeconds(root: number): number {
  let ticks = 0;
  for (const pid of treeOf(root)) ticks += stat(pid)?.cpuTicks ?? 0;
  return ticks / TICKS_PER_SECOND;
}

function isRunning(pid: number): boolean {
  const seen = stat(pid);
  return seen !== null && seen.state !== "Z";
}

/** How long a process may take to end by itself before it is killed. */
const GRACE_MS = 5_000;

/** Asks `root` to end and clear up after itself, then kills what is left of its tree, and resolves once all are gone. */
export async function endTree(root: number): Promise<void> {
  const tree = new Set(treeOf(root));
  signal(root, "SIGTERM");
  for (const began = performance.now(); performance.now() - began < GRACE_MS; await sleep(20)) {
    for (const pid of treeOf(root)) tree.add(pid);
    if (!isRunning(root)) break;
  }
  // Parents stand first in the tree: a launcher that lived on would start its child again.
  while ([...tree].some(isRunning)) {
    for (const pid of tree) signal(pid, "SIGKILL");
    await sleep(20);
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended by itself in between.
  }
}
