import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress } from "../../../sdk/api/docs.ts";
import type { DocTarget } from "../../queries/docs.ts";
import { docPastQuery, docStateQuery } from "../../queries/docs.ts";
import { compareTexts } from "./diff/compare.ts";
import type { MarkedNode } from "./diff/marked.ts";
import type { PastNode } from "./past/past-node.ts";
import { readState } from "./past/read.ts";
import { type Pair, Reel } from "./past/reel.ts";
import type { Showing } from "./showing.ts";
import type { Stretch } from "./use-stops.ts";

export interface Shown {
  /** Null while it is on its way. */
  nodes: readonly MarkedNode[] | null;
  problem: { cause: unknown; again: () => void } | null;
}

/** The text to show, marked with what changed. `now` is when what is there now is looked at. */
export function useShown(api: Api, at: DocAddress, showing: Showing, now: number): Shown {
  const { target, stop, stretch, against, isEarlier, marks } = showing;
  const onReel = against === "before" && stop !== null && stretch !== null;
  const reel = useReel(api, at, onReel ? stretch : null);
  const text = useText(api, at, onReel ? null : target, now);
  const other = useText(api, at, against === "before" ? null : against, now);
  const pair = useMemo((): Pair | null => {
    if (onReel) return reel.reel?.between(stop.from - 1, stop.to) ?? null;
    if (!text.nodes) return null;
    if (against === null || against === "before") return { before: text.nodes, after: text.nodes };
    if (!other.nodes) return null;
    return isEarlier ? { before: text.nodes, after: other.nodes } : { before: other.nodes, after: text.nodes };
  }, [onReel, reel.reel, stop, text.nodes, other.nodes, against, isEarlier]);
  const nodes = useMemo(() => {
    if (!pair) return null;
    const shown = isEarlier && !onReel ? pair.before : pair.after;
    return marks === "shown" ? compareTexts(pair.before, pair.after) : shown;
  }, [pair, marks, isEarlier, onReel]);
  return { nodes, problem: reel.problem ?? text.problem ?? other.problem };
}

/** A stretch of the past, played; null while it is on its way. */
function useReel(api: Api, at: DocAddress, stretch: Stretch | null): { reel: Reel | null; problem: Shown["problem"] } {
  const { after, until } = stretch ?? { after: 0, until: 0 };
  const past = useQuery({ ...docPastQuery(api, at, after, until), enabled: stretch !== null });
  const reel = useMemo(() => {
    if (!past.data || !stretch) return null;
    return new Reel(past.data, [stretch.after, ...stretch.changes.flatMap(({ from, to }) => [from - 1, to])]);
  }, [past.data, stretch]);
  useEffect(() => () => reel?.destroy(), [reel]);
  return { reel, problem: past.error ? { cause: past.error, again: () => void past.refetch() } : null };
}

/** The text of a target; null while it is on its way, and for none. */
function useText(
  api: Api,
  at: DocAddress,
  target: DocTarget | null,
  now: number,
): { nodes: PastNode[] | null; problem: Shown["problem"] } {
  const state = useQuery({ ...docStateQuery(api, at, target ?? { kind: "now" }, now), enabled: target !== null });
  const nodes = useMemo(() => (state.data ? readState(state.data) : null), [state.data]);
  return {
    nodes: target ? nodes : null,
    problem: state.error ? { cause: state.error, again: () => void state.refetch() } : null,
  };
}
