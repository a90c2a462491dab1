import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { workspaceOf } from "./thing-address.ts";

/** Which notifications are looked at. */
export type Which = "unread" | "all" | "snoozed";
/** Of which workspaces. */
export type Where = "here" | "all";

/** Notifications of about the same age. */
export interface AgeGroup {
  id: "today" | "yesterday" | "week" | "earlier";
  name: string;
  notifications: readonly Notification[];
}

const NAMES = { today: "Today", yesterday: "Yesterday", week: "The last seven days", earlier: "Earlier" } as const;

/** Those of `all` that are looked at, the newest first. `now` is ms since 1970. */
export function shownOf(
  all: readonly Notification[],
  { which, workspace, now }: { which: Which; workspace: string | null; now: number },
): Notification[] {
  const snoozed = ({ snoozedUntil }: Notification) => snoozedUntil !== null && snoozedUntil > now;
  return (
    all
      .filter((each) => snoozed(each) === (which === "snoozed"))
      .filter(({ readAt }) => which !== "unread" || readAt === null)
      // What is of no workspace is looked at wherever one is.
      .filter((each) => workspace === null || (workspaceOf(each) ?? workspace) === workspace)
      .toSorted((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1))
  );
}

/** The same in groups of about the same age; groups without any are left out. */
export function byAge(shown: readonly Notification[], now: number): AgeGroup[] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const daysBefore = (days: number) => new Date(midnight).setDate(new Date(midnight).getDate() - days);
  const [yesterday, week] = [daysBefore(1), daysBefore(6)];
  const of = ({ at }: Notification): AgeGroup["id"] => {
    if (at >= midnight) return "today";
    if (at >= yesterday) return "yesterday";
    return at >= week ? "week" : "earlier";
  };
  return (["today", "yesterday", "week", "earlier"] as const)
    .map((id) => ({ id, name: NAMES[id], notifications: shown.filter((each) => of(each) === id) }))
    .filter(({ notifications }) => notifications.length > 0);
}
