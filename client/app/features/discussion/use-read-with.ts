import { useEffect } from "react";
import { useLooking } from "../../../react/looking.ts";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import type { Subject } from "./use-discussion.ts";

/** Reads what one was notified of a task or page while one looks at it. */
export function useReadWith({ type, id }: Subject): void {
  const { inbox, state } = useOwnInbox();
  const isLooking = useLooking();
  const unread = state?.notifications.find(
    ({ thing, readAt }) =>
      readAt === null &&
      ((type === "task" && thing.type === "task" && thing.task === id) ||
        (type === "page" && thing.type === "page" && thing.page === id)),
  )?.id;
  useEffect(() => {
    if (inbox && isLooking && unread !== undefined) void inbox.read([unread]);
  }, [inbox, isLooking, unread]);
}
