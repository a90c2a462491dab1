import { keyOfThing, type Notification } from "../../../../durable-objects/inbox/protocol.ts";
import { useToast } from "../../design/toasts.tsx";
import { exactTime } from "../../words/dates.ts";
import { useOwnInbox } from "./own-inbox.ts";
import { useAsked } from "./use-asked.ts";

/** What can be done with notifications. All of it shows at once. */
export interface NotificationActs {
  read: (ids: readonly string[]) => void;
  unread: (id: string) => void;
  remove: (id: string) => void;
  /** Null brings it back at once. */
  snooze: (id: string, until: number | null) => void;
  isMutable: (notification: Notification) => boolean;
  mute: (notification: Notification) => void;
  /** Reads all of one workspace, or all there is for null. */
  readAll: (workspace: string | null) => void;
}

/** The acts on what is in one's inbox. */
export function useNotificationActs(): NotificationActs {
  const { inbox } = useOwnInbox();
  const tell = useToast();
  const asked = useAsked();
  return {
    read: (ids) => asked(inbox?.read(ids)),
    unread: (id) => asked(inbox?.unread([id])),
    remove: (id) => asked(inbox?.remove([id])),
    snooze: (id, until) => {
      asked(inbox?.snooze([id], until));
      if (until === null) return;
      tell({
        words: `It comes back ${exactTime(until)}.`,
        action: { label: "Undo", run: () => asked(inbox?.snooze([id], null)) },
      });
    },
    isMutable: ({ thing }) => thing.type !== "note" && thing.type !== "workspace",
    mute: ({ thing, title }) => {
      asked(inbox?.mute(thing));
      tell({
        words: `You hear no more of “${title}”, but when you are mentioned.`,
        action: { label: "Undo", run: () => asked(inbox?.unmute(keyOfThing(thing))) },
      });
    },
    readAll: (workspace) => asked(inbox?.readAll(workspace ?? undefined)),
  };
}
