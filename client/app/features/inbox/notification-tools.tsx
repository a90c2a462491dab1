import { clsx } from "clsx";
import { AlarmClock, BellOff, Check, Ellipsis, Mail, MailOpen } from "lucide-react";
import { useState } from "react";
import type { Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { IconButton, iconButtonClass } from "../../design/icon-button.tsx";
import { Menu, MenuHeading, MenuItem, MenuLine } from "../../design/menu.tsx";
import { TimeDialog } from "../times/time-dialog.tsx";
import { PutOffItems } from "./put-off-menu.tsx";
import type { NotificationActs } from "./use-notification-acts.ts";

/** What can be done with a notification, at the end of its row while somebody is at it. */
export function NotificationTools({ notification, acts }: { notification: Notification; acts: NotificationActs }) {
  const { id, readAt, title, snoozedUntil } = notification;
  const [asking, setAsking] = useState<"nothing" | "time">("nothing");
  const putOff = (
    <PutOffItems until={snoozedUntil} onPick={(until) => acts.snooze(id, until)} onAsk={() => setAsking("time")} />
  );
  return (
    <>
      <span className="absolute end-2 top-1.5 flex rounded-md bg-hover opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:static pointer-coarse:bg-transparent pointer-coarse:opacity-100">
        <span className="flex pointer-coarse:hidden">
          <IconButton
            icon={Check}
            label={`Done with ${title}`}
            shortcut="e"
            size="sm"
            onClick={() => acts.remove(id)}
          />
        </span>
        <Menu
          label={`Put ${title} off`}
          align="end"
          trigger={
            <button
              type="button"
              data-put-off=""
              aria-label={`Put ${title} off`}
              data-tip="Put off"
              data-tip-keys="s"
              className={clsx(iconButtonClass({ size: "sm" }), "pointer-coarse:hidden")}
            >
              <AlarmClock aria-hidden />
            </button>
          }
        >
          {putOff}
        </Menu>
        <Menu
          label={`More for ${title}`}
          align="end"
          trigger={
            <button type="button" aria-label={`More for ${title}`} className={iconButtonClass({ size: "sm" })}>
              <Ellipsis aria-hidden />
            </button>
          }
        >
          {readAt === null ? (
            <MenuItem icon={MailOpen} shortcut="u" onSelect={() => acts.read([id])}>
              Mark as read
            </MenuItem>
          ) : (
            <MenuItem icon={Mail} shortcut="u" onSelect={() => acts.unread(id)}>
              Mark as unread
            </MenuItem>
          )}
          <MenuItem icon={Check} shortcut="e" onSelect={() => acts.remove(id)}>
            Done
          </MenuItem>
          {acts.isMutable(notification) ? (
            <MenuItem icon={BellOff} onSelect={() => acts.mute(notification)}>
              Hear no more of it
            </MenuItem>
          ) : null}
          <MenuLine />
          <MenuHeading>Put off</MenuHeading>
          {putOff}
        </Menu>
      </span>
      {asking === "time" ? (
        <TimeDialog
          title={`Put “${title}” off`}
          submit="Put off"
          onPick={(until) => {
            setAsking("nothing");
            acts.snooze(id, until);
          }}
          onClose={() => setAsking("nothing")}
        />
      ) : null}
    </>
  );
}
