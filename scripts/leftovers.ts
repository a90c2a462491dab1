/** Ends a runtime that outlived the process that had started it. */
import { readdir, readlink } from "node:fs/promises";
import { basename, join, sep } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const RUNTIME = "workerd";

/**
 * Ends every workerd that has files open under `stateFolder`, and answers once they are gone. Only for whoever holds the
 * folder's lock: their starters are dead then (killed alone, say, for want of memory), and two runtimes on the same
 * files would each believe they own them. Looks into /proc, and does nothing where there is none.
 */
export async function endLeftovers(stateFolder: string): Promise<void> {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    if (!(await isRuntimeOn(pid, stateFolder))) continue;
    process.kill(Number(pid), "SIGKILL");
    while (await isRuntimeOn(pid, stateFolder)) await delay(5);
  }
}

async function isRuntimeOn(pid: string, folder: string): Promise<boolean> {
  const program = await readlink(`/proc/${pid}/exe`).catch(() => "");
  if (basename(program) !== RUNTIME) return false;
  const descriptors = await readdir(`/proc/${pid}/fd`).catch(() => []);
  const open = await Promise.all(descriptors.map((name) => readlink(join(`/proc/${pid}/fd`, name)).catch(() => "")));
  return open.some((path) => path.startsWith(folder + sep));
}
