import { Link } from "@tanstack/react-router";
import { Bell } from "lucide-react";
import { useRef, useState } from "react";
import { Button, buttonClass } from "../../design/button.tsx";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { useNarrow } from "../../design/narrow.ts";
import { Popover } from "../../design/popover.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { countInShort } from "../../words/counts.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useListActs, useListKeys } from "./list-keys.ts";
import { NotificationList } from "./notification-list.tsx";
import { useOwnInbox } from "./own-inbox.ts";
import type { Which } from "./shown.ts";
import { useNotificationActs } from "./use-notification-acts.ts";

/** A bell with how much is unread over all workspaces; it opens the inbox beside the page, or on a phone in its place. */
export function InboxBell() {
  const { id: workspace } = useWorkspace();
  const narrow = useNarrow();
  const { state } = useOwnInbox();
  const unread = state?.unread.all ?? 0;
  const label = unread === 0 ? "Notifications" : `Notifications, ${unread} unread`;
  const drawing = (
    <>
      <Bell aria-hidden />
      {unread > 0 ? (
        <span
          aria-hidden
          className="absolute end-0 top-0 min-w-4 rounded-full bg-accent px-1 text-center text-[0.625rem] leading-4 font-semibold text-accent-ink"
        >
          {countInShort(unread)}
        </span>
      ) : null}
    </>
  );
  if (narrow) {
    return (
      <Link
        className={`${iconButtonClass()} relative`}
        aria-label={label}
        to="/w/$workspace/inbox"
        params={{ workspace }}
      >
        {drawing}
      </Link>
    );
  }
  return (
    <Popover
      label="Notifications"
      align="start"
      holds="panel"
      trigger={
        <button type="button" aria-label={label} data-tip="Notifications" className={`${iconButtonClass()} relative`}>
          {drawing}
        </button>
      }
    >
      {(close) => <InboxPanel onClose={close} />}
    </Popover>
  );
}

/** The inbox over all workspaces, in short. */
function InboxPanel({ onClose }: { onClose: () => void }) {
  const { id: workspace } = useWorkspace();
  const { state } = useOwnInbox();
  const { readAll } = useNotificationActs();
  const [which, setWhich] = useState<Which>("unread");
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useListKeys(useListActs(list));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of what is in it
    <div className="grid max-h-[70dvh] grid-rows-[auto_minmax(0,1fr)_auto]" onKeyDown={onKeyDown}>
      <header className="flex items-center gap-2 border-b border-line px-3 py-2">
        <h2 className="flex-1 font-semibold">Inbox</h2>
        <Segmented
          label="Which notifications"
          value={which}
          options={[
            { value: "unread", name: "Unread" },
            { value: "all", name: "All" },
            { value: "snoozed", name: "Put off" },
          ]}
          onChange={setWhich}
        />
      </header>
      <div className="overflow-y-auto overscroll-contain py-2">
        <NotificationList list={list} which={which} where="all" workspace={workspace} onOpen={onClose} />
      </div>
      <footer className="flex justify-between gap-2 border-t border-line px-3 py-2">
        <Button size="sm" look="quiet" disabled={(state?.unread.all ?? 0) === 0} onClick={() => readAll(null)}>
          Mark all as read
        </Button>
        <Link className={buttonClass({ size: "sm" })} to="/w/$workspace/inbox" params={{ workspace }} onClick={onClose}>
          Open the inbox
        </Link>
      </footer>
    </div>
  );
}
