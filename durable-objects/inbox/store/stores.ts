import { ConversationStore } from "./conversations.ts";
import { DraftStore } from "./drafts.ts";
import { DueDayStore } from "./due-days.ts";
import { FormerStore } from "./former.ts";
import { MuteStore } from "./mutes.ts";
import { NotificationStore } from "./notifications.ts";
import { OwnStore } from "./own.ts";
import { PushStore } from "./pushes.ts";
import { ReminderStore } from "./reminders.ts";
import { SavedStore } from "./saved.ts";

/** All that an inbox keeps. */
export interface Stores {
  notifications: NotificationStore;
  conversations: ConversationStore;
  drafts: DraftStore;
  saved: SavedStore;
  reminders: ReminderStore;
  mutes: MuteStore;
  dueDays: DueDayStore;
  former: FormerStore;
  pushes: PushStore;
  own: OwnStore;
}

/** Opens the stores. Touches no table, so it may be called before the room was created. */
export function openStores(sql: SqlStorage): Stores {
  return {
    notifications: new NotificationStore(sql),
    conversations: new ConversationStore(sql),
    drafts: new DraftStore(sql),
    saved: new SavedStore(sql),
    reminders: new ReminderStore(sql),
    mutes: new MuteStore(sql),
    dueDays: new DueDayStore(sql),
    former: new FormerStore(sql),
    pushes: new PushStore(sql),
    own: new OwnStore(sql),
  };
}
