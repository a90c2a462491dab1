/** Gives up a hold. */
export type Release = () => void;

/** What the tabs of one browser settle among themselves: who alone has what, and what there is to be had. */
export interface Tabs {
  /** Takes `name` for this tab alone; null when another tab has it. A tab that dies loses all it had. */
  take(name: string): Promise<Release | null>;
  /** Waits until `name` is free and takes it; null when `until` comes first. */
  await(name: string, until: AbortSignal): Promise<Release | null>;
  /** Tells all of `name`, those in this tab too. */
  tell(name: string): void;
  /** Calls `listener` with what is told; answers the function that stops it. */
  hear(listener: (name: string) => void): () => void;
  close(): void;
}

/**
 * The tabs of this browser, by Web Locks and a channel of this name. Browsers hide Web Locks from pages served over
 * plain http; nothing is then held, and every tab may take what it finds. What tabs do must bear that.
 */
export function browserTabs(channel: string): Tabs {
  const locks: LockManager | undefined = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks || typeof BroadcastChannel === "undefined") return noTabs;
  const others = new BroadcastChannel(channel);
  const here = new Set<(name: string) => void>();
  others.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (typeof data === "string") for (const listener of [...here]) listener(data);
  });
  const ask = (name: string, options: LockOptions) =>
    new Promise<Release | null>((resolve, reject) => {
      locks
        .request(name, options, (lock) => {
          if (!lock) return resolve(null);
          return new Promise<void>((release) => resolve(release));
        })
        .catch(reject);
    });
  return {
    take: (name) => ask(name, { ifAvailable: true }),
    await: (name, until) =>
      ask(name, { signal: until }).catch((cause: unknown) => {
        if (until.aborted) return null;
        throw cause;
      }),
    tell(name) {
      others.postMessage(name);
      for (const listener of [...here]) listener(name);
    },
    hear(listener) {
      here.add(listener);
      return () => here.delete(listener);
    },
    close: () => others.close(),
  };
}

const noTabs: Tabs = {
  take: async () => () => {},
  await: async () => null,
  tell: () => {},
  hear: () => () => {},
  close: () => {},
};
