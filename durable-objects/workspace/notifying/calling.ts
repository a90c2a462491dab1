/** What became of a call, as the inbox of one user hears it who is invited to it, or was. */
import type { InboxNotice } from "../../inbox/notices.ts";
import type { EventEnvelope } from "../../room/protocol.ts";
import { entersCall } from "../calls/entering.ts";
import { callTitleFor } from "../calls/shown.ts";
import type { CallRow } from "../calls/store.ts";
import { type Called, owedIn } from "../owed.ts";
import type { Stores } from "../store/stores.ts";
import type { Hearer } from "./telling.ts";
import { nameOf, notifying } from "./things.ts";

const WHEN = new Intl.DateTimeFormat("en-GB", {
  ...{ weekday: "short", day: "numeric", month: "short", year: "numeric" },
  ...{ hour: "2-digit", minute: "2-digit", timeZone: "UTC" },
});

/** What the user is told of an event about a call, as that is when it is told. */
export function calledTo(stores: Stores, { workspace, user }: Hearer, event: EventEnvelope): InboxNotice[] {
  const owed = owedIn(event);
  if (owed?.type !== "called" || !owed.users.includes(user)) return [];
  const thing = { type: "call", workspace, call: owed.call } as const;
  const row = stores.calls.find(owed.call);
  const member = stores.members.find(user);
  const open = row !== undefined && member !== undefined && entersCall(stores, member, row);
  const text = textOf(owed, open ? row : undefined, event.at);
  if (text === null) return [{ type: "gone", thing }];
  if (text === "") return [];
  return [
    {
      ...notifying(event, thing),
      ...{ reason: "call", text, byName: nameOf(stores, event.by) },
      title: open ? callTitleFor(stores, row, user) : owed.title || "Call",
    },
  ];
}

/** What is said; null for nothing more of that call, and empty for what is out of date. */
function textOf({ said, startsAt }: Called, row: CallRow | undefined, at: number): string | null {
  if (said === "gone") return null;
  if (said === "cancelled") return startsAt === null ? "cancelled the call" : `cancelled the call of ${when(startsAt)}`;
  if (!row) return null;
  switch (said) {
    case "invited":
      return row.startsAt === null ? "invites you to a call" : `invites you to a call on ${when(row.startsAt)}`;
    case "moved":
      return row.startsAt === null ? "" : `moved the call to ${when(row.startsAt)}`;
    case "starting": {
      if (row.state === "ended" || row.startsAt !== startsAt || startsAt === null) return "";
      const minutes = Math.round((startsAt - at) / 60_000);
      return minutes < 1 ? "begins now" : `begins in ${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
    }
  }
}

/** A moment, in the one zone that is nobody's: whoever reads it on a page sees there when that is for them. */
function when(at: number): string {
  return `${WHEN.format(at)} UTC`;
}
