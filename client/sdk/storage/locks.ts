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

/** Does `act` if nobody holds `name`, keeping others out meanwhile. */
export async function ifUnheld(name: string, act: () => Promise<void>): Promise<void> {
  if (!locks) return act();
  await locks.request(name, { ifAvailable: true }, (lock) => (lock ? act() : undefined));
}

/** Does `act` as soon as nobody holds `name`, unless that takes longer than `withinMs`. */
export async function onceUnheld(name: string, withinMs: number, act: () => Promise<void>): Promise<void> {
  if (!locks) return act();
  const patience = AbortSignal.timeout(withinMs);
  await locks.request(name, { signal: patience }, act).catch((cause: unknown) => {
    if (!patience.aborted) throw cause;
  });
}
