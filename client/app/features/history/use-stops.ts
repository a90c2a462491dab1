import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { Api } from "../../../sdk/api/api.ts";
import type { DocAddress, DocChange } from "../../../sdk/api/docs.ts";
import { docChangesQuery, docVersionsQuery } from "../../queries/docs.ts";

/** Where a stretch of the past begins and ends, ms since 1970, and the changes in it, oldest first. */
export interface Stretch {
  after: number;
  until: number;
  changes: readonly DocChange[];
}

export interface Stops {
  /** The changes that are known, oldest first; null until the first have come. */
  stops: readonly DocChange[] | null;
  stretches: readonly Stretch[];
  versions: readonly DocVersion[];
  /** Asks for earlier ones; null when there are none, or they are on their way. */
  earlier: (() => void) | null;
  /** What went wrong, and how to try again. */
  problem: { cause: unknown; again: () => void } | null;
}

const NONE: readonly DocVersion[] = [];

/** The moments of a doc's past that one can stop at, as they were at `since`; back to `wanted` where that is given. */
export function useStops(api: Api, at: DocAddress, since: number, wanted: number | undefined): Stops {
  const changes = useInfiniteQuery(docChangesQuery(api, at, since));
  const versions = useQuery(docVersionsQuery(api, at));
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = changes;
  const stretches = useMemo(
    () => (data?.pages ?? []).map(({ items }) => stretchOf(items)).filter((stretch) => stretch !== null),
    [data],
  );
  const stops = useMemo(
    () => (data ? stretches.toReversed().flatMap((each) => each.changes) : null),
    [data, stretches],
  );
  const mayGoBack = hasNextPage && !isFetchingNextPage;
  const isShort = wanted !== undefined && (stops?.[0]?.from ?? 0) > wanted;
  useEffect(() => {
    if (isShort && mayGoBack && !isError) void fetchNextPage();
  }, [isShort, mayGoBack, isError, fetchNextPage]);
  return {
    stops,
    stretches,
    versions: versions.data ?? NONE,
    earlier: mayGoBack ? () => void fetchNextPage() : null,
    problem: problemOf(changes) ?? problemOf(versions),
  };
}

/** A part of the list, newest first, as a stretch. */
function stretchOf(items: readonly DocChange[]): Stretch | null {
  const [newest] = items;
  const oldest = items.at(-1);
  if (!newest || !oldest) return null;
  return { after: oldest.from - 1, until: newest.to, changes: items.toReversed() };
}

function problemOf({ error, refetch }: { error: unknown; refetch: () => unknown }): Stops["problem"] {
  return error ? { cause: error, again: () => void refetch() } : null;
}
