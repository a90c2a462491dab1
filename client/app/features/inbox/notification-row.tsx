import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { Avatar } from "../../design/avatar.tsx";
import { exactTime } from "../../words/dates.ts";
import { Ago } from "../task/ago.tsx";
import { MissedCall } from "./missed-call.tsx";
import { NotificationTools } from "./notification-tools.tsx";
import { ReasonIcon } from "./reason-icon.tsx";
import { addressOf } from "./thing-address.ts";
import type { NotificationActs } from "./use-notification-acts.ts";

interface NotificationRowProps {
  notification: Notification;
  /** The workspace it is of, where several are told of at once. */
  workspace: string | null;
  acts: NotificationActs;
  /** It was opened. */
  onOpen?: (() => void) | undefined;
}

/** A notification: what it is about, what happened, and what can be done with it. */
export function NotificationRow({ notification, workspace, acts, onOpen }: NotificationRowProps) {
  const { id, by, byName, readAt, reason, title, at, count, snoozedUntil } = notification;
  const isUnread = readAt === null;
  const open = () => {
    if (isUnread) acts.read([id]);
    onOpen?.();
  };
  return (
    <li
      data-notification={id}
      className="group/row relative flex flex-wrap items-start gap-1 has-[[data-open]:focus-visible]:bg-hover hover:bg-hover"
    >
      <Opening notification={notification} onOpen={open}>
        <span
          aria-hidden
          className={clsx("mt-2 size-2 shrink-0 rounded-full", isUnread ? "bg-accent" : "bg-transparent")}
        />
        {by === null ? (
          <span className="grid size-7 shrink-0 place-content-center rounded-full bg-sunk">
            <ReasonIcon reason={reason} />
          </span>
        ) : (
          <Avatar user={by} name={byName ?? "Someone"} />
        )}
        <span className="grid min-w-0 flex-1 grid-cols-1 gap-0.5">
          <span className="flex items-baseline gap-2">
            {isUnread ? <span className="unseen">Unread:</span> : null}
            <span className={clsx("min-w-0 truncate", isUnread && "font-semibold")} dir="auto">
              {title}
            </span>
            {count > 1 ? <span className="shrink-0 text-xs text-quiet">{count} new</span> : null}
            <span className="ms-auto shrink-0 text-xs text-quiet group-focus-within/row:invisible group-hover/row:invisible pointer-coarse:visible">
              <Ago at={at} />
            </span>
          </span>
          <span className={clsx("flex gap-1.5 text-sm", !isUnread && "text-quiet")}>
            {by === null ? null : (
              <span className="mt-0.5 shrink-0 [&_svg]:size-3.5">
                <ReasonIcon reason={reason} />
              </span>
            )}
            <span className="line-clamp-2 wrap-anywhere" dir="auto">
              {happened(notification)}
            </span>
          </span>
          <span className="flex flex-wrap items-center gap-x-2 text-xs text-quiet empty:hidden">
            {workspace === null ? null : <span dir="auto">{workspace}</span>}
            {snoozedUntil !== null && snoozedUntil > Date.now() ? (
              <span>Comes back {exactTime(snoozedUntil)}</span>
            ) : null}
          </span>
        </span>
      </Opening>
      <NotificationTools notification={notification} acts={acts} />
      {isMissed(notification) ? <MissedCall notification={notification} onDone={open} /> : null}
    </li>
  );
}

function isMissed({ ring }: Notification): boolean {
  return ring?.state === "missed" || ring?.state === "cancelled";
}

/** Who did what, as a line: what they said after a colon, what they did right after their name. */
function happened({ byName, message, text }: Notification): string {
  if (byName === null || text.startsWith(byName)) return text;
  return message === null ? `${byName} ${text}` : `${byName}: ${text}`;
}

const OPENING =
  "flex min-w-0 flex-1 items-start gap-2.5 px-3 py-2.5 text-start text-ink no-underline outline-offset-[-2px] pointer-coarse:pe-0";

interface OpeningProps {
  notification: Notification;
  onOpen: () => void;
  children: ReactNode;
}

/** Leads to what a notification is about; a note to oneself is only read. */
function Opening({ notification, onOpen, children }: OpeningProps) {
  const address = addressOf(notification);
  if (!address) {
    return (
      <button type="button" data-open="" className={OPENING} onClick={onOpen}>
        {children}
      </button>
    );
  }
  return (
    <Link {...address} data-open="" className={OPENING} onClick={onOpen}>
      {children}
    </Link>
  );
}
