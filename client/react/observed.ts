import { useCallback, useSyncExternalStore } from "react";
import type { Observed } from "../sdk/observed.ts";

/** The present value of `observed`; renders again when it changes. */
export function useObserved<T>(observed: Observed<T>): T;
/** The same for one that may not be there yet; `absent` then. */
export function useObserved<T>(observed: Observed<T> | null, absent: T): T;
export function useObserved<T>(observed: Observed<T> | null, absent?: T): T | undefined {
  const subscribe = useCallback((listener: () => void) => observed?.subscribe(listener) ?? (() => {}), [observed]);
  return useSyncExternalStore(subscribe, () => (observed ? observed.value : absent));
}
