import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";
import type { DocAddress } from "../../sdk/api/docs.ts";

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

/** A doc's whole content at a moment. */
export function docStateQuery(api: Api, at: DocAddress, moment: number) {
  return queryOptions({
    queryKey: [...keyOf(at), "state", moment],
    queryFn: () => api.docs.state(at, moment),
    staleTime: FOR_GOOD,
    gcTime: 60_000,
  });
}

/** All versions of a doc, newest first. */
export function docVersionsQuery(api: Api, at: DocAddress) {
  return queryOptions({ queryKey: [...keyOf(at), "versions"], queryFn: () => api.docs.versions(at) });
}

/** The whole content of a version. */
export function versionStateQuery(api: Api, at: DocAddress, version: string) {
  return queryOptions({
    queryKey: [...keyOf(at), "version", version],
    queryFn: () => api.docs.versionState(at, version),
    staleTime: FOR_GOOD,
    gcTime: 60_000,
  });
}
