/** So long after the last key, click or touch somebody counts as being at this device, in ms. */
const LASTS_MS = 120_000;

const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "focus"] as const;

/**
 * Calls `tell` with whether somebody is at this page, at first and whenever that changes: it is to be seen, and was used
 * lately. Answers how to stop. At rest it has no timer.
 */
export function watchActivity(tell: (active: boolean) => void): () => void {
  const listening = new AbortController();
  let active: boolean | null = null;
  let usedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const become = (now: boolean) => {
    if (now === active) return;
    active = now;
    tell(now);
  };
  const look = () => {
    timer = undefined;
    const left = usedAt + LASTS_MS - Date.now();
    const isSeen = document.visibilityState === "visible";
    become(isSeen && left > 0);
    if (active) timer = setTimeout(look, left);
  };
  const used = () => {
    usedAt = Date.now();
    if (!active) look();
  };
  const options = { signal: listening.signal, passive: true, capture: true };
  for (const sign of SIGNS) addEventListener(sign, used, options);
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "visible") usedAt = Date.now();
      clearTimeout(timer);
      look();
    },
    options,
  );
  look();
  return () => {
    listening.abort();
    clearTimeout(timer);
  };
}
