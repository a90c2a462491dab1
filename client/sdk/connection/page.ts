/**
 * What the page goes through, as far as a connection must know.
 * - `leaving`: it is being closed, navigated away from, or put into the back/forward cache;
 * - `returned`: it came back out of that cache;
 * - `hidden`, `shown`: the tab; a hidden tab may be killed without another word;
 * - `online`, `offline`: what the browser believes of the network. It can be wrong both ways (a server on this very
 *   machine is reachable without any network), so it only ever prompts a look.
 */
export type PageSignal = "leaving" | "returned" | "hidden" | "shown" | "online" | "offline";

export interface Page {
  /** False when the browser says there is no network. */
  readonly networked: boolean;
  /** Calls `listener` on every signal; answers the function that stops it. */
  listen(listener: (signal: PageSignal) => void): () => void;
}

/** The page of a program without one: it is never hidden and never leaves. */
const noPage: Page = { networked: true, listen: () => () => {} };

const browserPage: Page = {
  get networked() {
    return navigator.onLine;
  },
  listen(listener) {
    const stopped = new AbortController();
    const on = (target: EventTarget, type: string, signal: () => PageSignal | null) =>
      target.addEventListener(
        type,
        () => {
          const said = signal();
          if (said) listener(said);
        },
        { signal: stopped.signal },
      );
    on(window, "pagehide", () => "leaving");
    // `pageshow` also fires on the first load, when there is nothing to return to; the connection tells the two apart.
    on(window, "pageshow", () => "returned");
    on(window, "online", () => "online");
    on(window, "offline", () => "offline");
    on(document, "visibilitychange", () => (document.visibilityState === "hidden" ? "hidden" : "shown"));
    return () => stopped.abort();
  },
};

/** The page this code runs in. */
export const thisPage: Page = typeof window === "undefined" || typeof document === "undefined" ? noPage : browserPage;
