import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { notificationsQuery } from "../../queries/inbox.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useOwnInbox } from "./own-inbox.ts";
import type { Which } from "./shown.ts";

interface Earlier {
  /** All that is known: what the inbox tells live, and what was asked for besides. */
  notifications: readonly Notification[] | null;
  /** Asks for more; null where there is none. */
  more: (() => void) | null;
  isAsking: boolean;
  error: unknown;
}

/** The notifications there are, of which an inbox tells the newest live, and the others when they are asked for. */
export function useEarlier(which: Which, workspace: string | null): Earlier {
  const { api } = useSignedIn();
  const { state } = useOwnInbox();
  const queries = useQueryClient();
  const [isWanted, setWanted] = useState(false);
  const query = notificationsQuery(api, which, workspace);
  const asked = useInfiniteQuery({ ...query, enabled: isWanted });
  const unread = state?.unread;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done to any of them shows in what is unread
  useEffect(() => {
    if (isWanted) void queries.invalidateQueries({ queryKey: ["notifications"] });
  }, [queries, isWanted, unread]);
  if (!state) return { notifications: null, more: null, isAsking: false, error: null };
  const live = new Set(state.notifications.map(({ id }) => id));
  const others = (asked.data?.pages ?? []).flatMap(({ items }) => items.filter(({ id }) => !live.has(id)));
  const { all, workspaces } = state.unread;
  const isAllRead = which === "unread" && (workspace === null ? all : (workspaces[workspace] ?? 0)) === 0;
  const hasMore = state.more && !isAllRead && (!isWanted || asked.hasNextPage);
  return {
    notifications: [...state.notifications, ...others],
    more: hasMore ? () => (isWanted ? void asked.fetchNextPage() : setWanted(true)) : null,
    isAsking: asked.isFetching,
    error: asked.error,
  };
}
