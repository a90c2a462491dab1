import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { AuditFilter } from "../../../durable-objects/workspace/audit/protocol.ts";
import type { Api } from "../../sdk/api/api.ts";

/** The workspaces one belongs to, oldest first. */
export function workspacesQuery(api: Api) {
  return queryOptions({ queryKey: ["workspaces"], queryFn: () => api.workspaces.list() });
}

/** The members of a workspace with what its live state does not tell: to owners and admins, their addresses. */
export function membersQuery(api: Api, workspace: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "members"],
    queryFn: () => api.workspaces.members(workspace),
  });
}

/** What is named to a guest. @param change tells one state of it from the next, so that a later one is asked for */
export function grantsQuery(api: Api, workspace: string, user: string, change: number) {
  return queryOptions({
    queryKey: ["workspace", workspace, "grants", user, change],
    queryFn: () => api.workspaces.grants(workspace, user),
  });
}

/** How often an export that is being made is looked after, in ms. */
const LOOK_EVERY_MS = 2_000;

/** The exports of a workspace, newest first; looked at again while one is being made. */
export function exportsQuery(api: Api, workspace: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "exports"],
    queryFn: () => api.exports.list(workspace),
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.some(({ status }) => status === "queued" || status === "running" || status === "retrying")
        ? LOOK_EVERY_MS
        : false,
  });
}

/** The first page of a list. */
const FIRST: string | null = null;

/** The audit log of a workspace as far as it fits a filter, newest first, page by page. */
export function auditQuery(api: Api, workspace: string, filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["workspace", workspace, "audit", filter],
    queryFn: ({ pageParam }) => api.audit.page(workspace, filter, pageParam),
    initialPageParam: FIRST,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });
}

/** What an invitation is to, for whoever holds its token; `user` is null while they are signed out. */
export function invitationQuery(api: Api, token: string, user: string | null) {
  return queryOptions({ queryKey: ["invitation", token, user], queryFn: () => api.workspaces.invitation(token) });
}
