import { useEffect, useReducer, useState } from "react";
import { flushSync } from "react-dom";
import { EarlyKeys } from "./early-keys.ts";

/** Something large that is loaded when it is first wanted, and is there from then on, for everyone. */
export class Deferred<Loaded> {
  readonly #load: () => Promise<Loaded>;
  #loading: Promise<void> | null = null;
  #loaded: Loaded | null = null;

  constructor(load: () => Promise<Loaded>) {
    this.#load = load;
  }

  /** What was loaded; null before. */
  get loaded(): Loaded | null {
    return this.#loaded;
  }

  /** Loads it; a try that fails is made again by the next who asks. */
  want(): Promise<void> {
    this.#loading ??= this.#load().then(
      (loaded) => {
        this.#loaded = loaded;
      },
      (cause: unknown) => {
        this.#loading = null;
        throw cause;
      },
    );
    return this.#loading;
  }
}

/** What opens by a button: nothing of it is there before somebody opens it the first time. */
export interface FirstUse<Loaded> {
  /** Null before it was opened. */
  surface: Loaded | null;
  /** Somebody comes near: it is likely to be opened next. */
  near: () => void;
  open: (by: OpenedBy) => void;
  /** What it was opened by. */
  by: OpenedBy;
}

/** Who opens something by keys goes on by keys. */
export type OpenedBy = "pointer" | "keys";

/** Waits for the first use of what `deferred` loads. */
export function useFirstUse<Loaded>(deferred: Deferred<Loaded>): FirstUse<Loaded> {
  const [by, setBy] = useState<OpenedBy | null>(null);
  return {
    surface: by ? deferred.loaded : null,
    by: by ?? "pointer",
    // A failure is told by whoever opens it, and mended by the page (`offline/keep-app.ts`).
    near: () => void deferred.want().catch(() => {}),
    open: (now) => {
      if (deferred.loaded) return setBy(now);
      // Keys that come next are for what opens.
      const keys = now === "keys" ? new EarlyKeys() : null;
      void deferred
        .want()
        .then(() => flushSync(() => setBy(now)))
        .finally(() => keys?.give());
    },
  };
}

/** What `deferred` loads, once it is there: wanted from now on. Without it, as when the network is away, it stays null. */
export function useLoaded<Loaded>(deferred: Deferred<Loaded>, when: "now" | "never" = "now"): Loaded | null {
  const [, came] = useReducer((times: number) => times + 1, 0);
  const isMissing = when === "now" && deferred.loaded === null;
  useEffect(() => {
    if (!isMissing) return;
    let here = true;
    deferred.want().then(
      // In one go with the focus that it takes: no key comes between.
      () => (here ? flushSync(came) : undefined),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [deferred, isMissing]);
  return deferred.loaded;
}
