import type { Change } from "./change.ts";
import { deleteMessage, editMessage } from "./messages/editing.ts";
import { pin, react } from "./messages/marking.ts";
import { postMessage } from "./messages/posting.ts";
import type { Participant } from "./participant.ts";
import type { ConversationCommand, ConversationResult } from "./protocol.ts";
import { follow, read } from "./reading/following.ts";
import { reschedule, schedule, unschedule } from "./scheduled/acts.ts";

/** Does what a socket asks. @throws RoomError for what is refused */
export function perform(change: Change, who: Participant, command: ConversationCommand): ConversationResult {
  switch (command.type) {
    case "message.post":
      return { message: postMessage(change, who, command) };
    case "message.edit":
      return { message: editMessage(change, who, command.message, command.text) };
    case "message.delete":
      return { message: deleteMessage(change, who, command.message) };
    case "message.react":
      return { message: react(change, who, command.message, command.emoji, command.on) };
    case "message.pin":
      return { message: pin(change, who, command.message, command.on) };
    case "read":
      return { read: read(change, who, command.seq, command.thread ?? null) };
    case "thread.follow": {
      const { marker, unread, mentions } = follow(change, who, command.thread, command.on);
      return { read: { marker, unread, mentions } };
    }
    case "message.schedule":
      schedule(change, who, command);
      return undefined;
    case "message.reschedule":
      reschedule(change, who, command.message, command);
      return undefined;
    case "message.unschedule":
      unschedule(change, who, command.message);
      return undefined;
  }
}
