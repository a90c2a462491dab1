import { useQuery } from "@tanstack/react-query";
import { BellOff, Inbox, PartyPopper } from "lucide-react";
import { type ReactNode, type RefObject, useEffect, useId } from "react";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { workspacesQuery } from "../../queries/workspaces.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { NotificationRow } from "./notification-row.tsx";
import { useOwnInbox } from "./own-inbox.ts";
import { type AgeGroup, byAge, shownOf, type Where, type Which } from "./shown.ts";
import { workspaceOf } from "./thing-address.ts";
import { useEarlier } from "./use-earlier.ts";
import { useNotificationActs } from "./use-notification-acts.ts";

interface NotificationListProps {
  list: RefObject<HTMLDivElement | null>;
  which: Which;
  where: Where;
  /** The workspace that is open. */
  workspace: string;
  /** One of them was opened. */
  onOpen?: (() => void) | undefined;
}

/** Notifications by age; those that are to be seen are told to have been. */
export function NotificationList({ list, which, where, workspace, onOpen }: NotificationListProps) {
  const { api } = useSignedIn();
  const acts = useNotificationActs();
  const { data: workspaces = [] } = useQuery({ ...workspacesQuery(api), enabled: where === "all" });
  const now = Date.now();
  const only = where === "here" ? workspace : null;
  const { notifications, more, isAsking, error } = useEarlier(which, only);
  const shown = notifications ? shownOf(notifications, { which, workspace: only, now }) : null;
  useSeen(shown);
  if (!shown) return <Waiting />;
  if (shown.length === 0 && !more) return <Nothing which={which} />;
  const nameOf = (notification: Notification) =>
    where === "all" ? (workspaces.find(({ id }) => id === workspaceOf(notification))?.name ?? null) : null;
  return (
    <div ref={list} className="grid grid-cols-1 gap-4">
      {byAge(shown, now).map((group) => (
        <Group key={group.id} group={group}>
          {(notification) => (
            <NotificationRow
              key={notification.id}
              notification={notification}
              workspace={nameOf(notification)}
              acts={acts}
              onOpen={onOpen}
            />
          )}
        </Group>
      ))}
      <Problem error={error} />
      {more ? (
        <div className="px-3">
          <Button size="sm" disabled={isAsking} onClick={more}>
            Show earlier
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Group({ group, children }: { group: AgeGroup; children: (each: Notification) => ReactNode }) {
  const heading = useId();
  return (
    <section className="grid grid-cols-1 gap-1" aria-labelledby={heading}>
      <h2 id={heading} className="px-3 text-sm font-semibold text-quiet">
        {group.name}
      </h2>
      <ul className="grid grid-cols-1 divide-y divide-line">{group.notifications.map(children)}</ul>
    </section>
  );
}

/** Says of those that are looked at that they were seen, once for each news of them. */
function useSeen(shown: readonly Notification[] | null): void {
  const { inbox } = useOwnInbox();
  const unseen = (shown ?? []).filter(({ seenAt }) => seenAt === null).map(({ id }) => id);
  const wanted = unseen.join("\n");
  useEffect(() => {
    if (!inbox || wanted === "") return;
    const tell = () => {
      if (document.visibilityState === "visible") inbox.seen(wanted.split("\n"));
    };
    tell();
    document.addEventListener("visibilitychange", tell);
    return () => document.removeEventListener("visibilitychange", tell);
  }, [inbox, wanted]);
}

function Nothing({ which }: { which: Which }) {
  if (which === "snoozed") {
    return (
      <EmptyState icon={BellOff} title="Nothing is put off">
        What you put off waits here, and comes back by itself at its time.
      </EmptyState>
    );
  }
  return which === "unread" ? (
    <EmptyState icon={PartyPopper} title="All is read">
      Mentions, direct messages, replies, tasks given to you and what is due stand here as they come.
    </EmptyState>
  ) : (
    <EmptyState icon={Inbox} title="Nothing has come yet">
      Mentions, direct messages, replies, tasks given to you and what is due stand here as they come.
    </EmptyState>
  );
}

function Waiting() {
  return (
    <div className="grid gap-2" aria-busy="true">
      <p className="unseen" role="status">
        Opening your inbox…
      </p>
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
      <Skeleton className="h-14" />
    </div>
  );
}
