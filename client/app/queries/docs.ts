import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";
import type { DocAddress } from "../../sdk/api/docs.ts";

/** What of a doc is asked for whole: how it was at a moment (ms since 1970), in a version, or how it is now. */
export type DocTarget = { kind: "moment"; at: number } | { kind: "version"; id: string } | { kind: "now" };

/** Changes in one part of the list. */
const CHANGES_AT_ONCE = 40;
/** What was once does not change. */
const FOR_GOOD = Number.POSITIVE_INFINITY;

const FIRST: string | null = null;

const keyOf = ({ workspace, doc }: DocAddress) => ["workspace", workspace, "doc", doc] as const;

/**
 * Who changed what in a doc, newest first, part by part, as it was when one began to look (`since`, ms since 1970): a
 * list that grew meanwhile would move under the hand.
 */
export function docChangesQuery(api: Api, at: DocAddress, since: number) {
  return infiniteQueryOptions({
    queryKey: [...keyOf(at), "changes", since],
    queryFn: ({ pageParam }) =>
      api.docs.changes(at, { limit: CHANGES_AT_ONCE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    staleTime: FOR_GOOD,
  });
}

/** The newest change of a doc. */
export function newestChangeQuery(api: Api, at: DocAddress) {
  return queryOptions({
    queryKey: [...keyOf(at), "newest"],
    queryFn: async () => (await api.docs.changes(at, { limit: 1 })).items[0] ?? null,
    staleTime: 0,
  });
}

/** A doc's past between two moments, edit by edit. */
export function docPastQuery(api: Api, at: DocAddress, after: number, until: number) {
  return queryOptions({
    queryKey: [...keyOf(at), "past", after, until],
    queryFn: () => api.docs.past(at, after, until),
    staleTime: FOR_GOOD,
    gcTime: 60_000,
  });
}

/** Later than every moment there is: whether the clock here goes right does not matter to what is there now. */
const LATEST = 999_999_999_999_999;

/** A doc's whole content then: at a moment, in a version, or now, which is looked at once, at `since`. */
export function docStateQuery(api: Api, at: DocAddress, target: DocTarget, since: number) {
  const ask = () => {
    switch (target.kind) {
      case "version":
        return api.docs.versionState(at, target.id);
      case "moment":
        return api.docs.state(at, target.at);
      case "now":
        return api.docs.state(at, LATEST);
    }
  };
  return queryOptions({
    queryKey: [...keyOf(at), "state", target, target.kind === "now" ? since : null],
    queryFn: ask,
    staleTime: FOR_GOOD,
    gcTime: 60_000,
  });
}

/** All versions of a doc, newest first. */
export function docVersionsQuery(api: Api, at: DocAddress) {
  return queryOptions({ queryKey: [...keyOf(at), "versions"], queryFn: () => api.docs.versions(at) });
}
