import { useCallback, useSyncExternalStore } from "react";
import type { Observed } from "../../../sdk/observed.ts";

/**
 * What `select` takes of the present value; renders again only when that is another one (`Object.is`). So a thousand
 * cards can watch one thing, of which each change concerns two.
 */
export function usePart<Whole, Part>(observed: Observed<Whole>, select: (whole: Whole) => Part): Part {
  const subscribe = useCallback((listener: () => void) => observed.subscribe(listener), [observed]);
  return useSyncExternalStore(subscribe, () => select(observed.value));
}
