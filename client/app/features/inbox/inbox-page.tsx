import { Link } from "@tanstack/react-router";
import { AlarmClockPlus, CheckCheck, SlidersHorizontal } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "../../design/button.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { Tabs } from "../../design/tabs.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useListActs, useListShortcuts } from "./list-keys.ts";
import { NotificationList } from "./notification-list.tsx";
import { useOwnInbox } from "./own-inbox.ts";
import { ReminderDialog } from "./reminder-dialog.tsx";
import { Reminders } from "./reminders.tsx";
import type { Where, Which } from "./shown.ts";
import { useNotificationActs } from "./use-notification-acts.ts";

/** What of the inbox is looked at. */
export type InboxView = Which | "reminders";

interface InboxPageProps {
  view: InboxView;
  where: Where;
  onView: (view: InboxView) => void;
  onWhere: (where: Where) => void;
}

/** All that one is notified of, and what one wants to be reminded of. */
export function InboxPage({ view, where, onView, onWhere }: InboxPageProps) {
  const { id: workspace } = useWorkspace();
  const { state } = useOwnInbox();
  const { readAll } = useNotificationActs();
  const [asking, setAsking] = useState<"nothing" | "reminder">("nothing");
  useEffect(() => {
    document.title = "Inbox · Ensemble";
  }, []);
  const unread = where === "here" ? (state?.unread.workspaces[workspace] ?? 0) : (state?.unread.all ?? 0);
  const listOf = (which: Which) => <Listed which={which} where={where} />;
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-4 px-4 py-6 md:px-8 md:py-10">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="flex-1 text-xl font-semibold">Inbox</h1>
        <Button size="sm" onClick={() => setAsking("reminder")}>
          <AlarmClockPlus aria-hidden />
          New reminder
        </Button>
        <Button size="sm" disabled={unread === 0} onClick={() => readAll(where === "here" ? workspace : null)}>
          <CheckCheck aria-hidden />
          Mark all as read
        </Button>
        <Link
          className={buttonClass({ size: "sm", look: "quiet" })}
          to="/account/notifications"
          search={{ w: workspace }}
        >
          <SlidersHorizontal aria-hidden />
          Notification settings
        </Link>
      </header>
      <div>
        <Segmented
          label="Of which workspaces"
          value={where}
          options={[
            { value: "here", name: "This workspace" },
            { value: "all", name: "All workspaces" },
          ]}
          onChange={onWhere}
        />
      </div>
      <Tabs
        label="What of your inbox"
        value={view}
        onChange={onView}
        tabs={[
          { value: "unread", name: unread > 0 ? `Unread (${unread})` : "Unread", content: listOf("unread") },
          { value: "all", name: "All", content: listOf("all") },
          { value: "snoozed", name: "Put off", content: listOf("snoozed") },
          { value: "reminders", name: "Reminders", content: <Reminders /> },
        ]}
      />
      {asking === "reminder" ? <ReminderDialog onClose={() => setAsking("nothing")} /> : null}
    </main>
  );
}

function Listed({ which, where }: { which: Which; where: Where }) {
  const { id: workspace } = useWorkspace();
  const list = useRef<HTMLDivElement>(null);
  useListShortcuts(useListActs(list));
  return <NotificationList list={list} which={which} where={where} workspace={workspace} />;
}
