/**
 * Holds on databases, shared among the tabs of one browser: a database that a tab writes to must not be deleted under
 * it. Where the browser has no Web Locks, nothing is held and deletion simply goes ahead.
 */
const locks: LockManager | undefined = typeof navigator === "undefined" ? undefined : navigator.locks;

/** Takes a shared hold on `name`; answers the function that gives it up. */
export function hold(name: string): Promise<() => void> {
  if (!locks) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    locks
      .request(name, { mode: "shared" }, () => new Promise<void>((release) => resolve(release)))
      .catch((cause: unknown) => reject(cause));
  });
}

/** Does `act` if nobody holds `name`, keeping others out meanwhile. Answers whether it was done. */
export async function ifUnheld(name: string, act: () => Promise<void>): Promise<boolean> {
  if (!locks) {
    await act();
    return true;
  }
  return locks.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await act();
    return true;
  });
}
