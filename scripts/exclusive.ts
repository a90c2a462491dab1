/** A lock between processes that no crash can leave behind. */
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Thrown when another process holds the lock for longer than one is ready to wait. */
export class LockHeld extends Error {
  constructor(path: string) {
    super(`${path} is held by another process.`);
    this.name = "LockHeld";
  }
}

/**
 * Takes the lock `path`, waiting up to `waitMs`. The lock is SQLite's own on a file, so the operating system gives it
 * back when this process ends, however it ends; a file with a process id in it would outlive a SIGKILL.
 * @throws LockHeld
 */
export function takeLock(path: string, waitMs: number): Disposable {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: waitMs });
  try {
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) throw new LockHeld(path);
    throw error;
  }
  return { [Symbol.dispose]: () => database.close() };
}

/** https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;
