import { useNavigate, useParams } from "@tanstack/react-router";
import { AlarmClockPlus, BellRing, CheckCheck, Inbox } from "lucide-react";
import { useState } from "react";
import { useCommand } from "../shortcuts/use-command.ts";
import { useOwnInbox } from "./own-inbox.ts";
import { ReminderDialog } from "./reminder-dialog.tsx";
import { useNotificationActs } from "./use-notification-acts.ts";

/** What can be done about one's inbox from anywhere. */
export function InboxCommands() {
  const navigate = useNavigate();
  const { workspace } = useParams({ strict: false });
  const { state } = useOwnInbox();
  const { readAll } = useNotificationActs();
  const [asking, setAsking] = useState<"nothing" | "reminder">("nothing");
  useCommand({
    id: "go:inbox",
    words: "Inbox",
    keywords: ["notifications", "mentions", "unread"],
    group: "go",
    icon: Inbox,
    keys: "g i",
    when: () => workspace !== undefined,
    run: () => workspace && navigate({ to: "/w/$workspace/inbox", params: { workspace } }),
  });
  useCommand({
    id: "you:read-all",
    words: "Mark all notifications as read",
    keywords: ["inbox", "clear"],
    group: "you",
    icon: CheckCheck,
    when: () => (state?.unread.all ?? 0) > 0,
    run: () => readAll(null),
  });
  useCommand({
    id: "you:reminder",
    words: "New reminder",
    keywords: ["remind", "later"],
    group: "you",
    icon: AlarmClockPlus,
    when: () => state !== null,
    run: () => setAsking("reminder"),
  });
  useCommand({
    id: "you:notifications",
    words: "Notification settings",
    keywords: ["notifications", "push", "quiet", "digest", "mute", "settings"],
    group: "you",
    icon: BellRing,
    run: () => navigate({ to: "/account/notifications", search: workspace ? { w: workspace } : {} }),
  });
  return asking === "reminder" ? <ReminderDialog onClose={() => setAsking("nothing")} /> : null;
}
