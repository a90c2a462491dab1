/** Who may say and change what. The workspace has let them in; what they may do here is looked at here again (P4). */
import { RoomError } from "../../room/errors.ts";
import { isClosed } from "../../workspace/conversations/entering.ts";
import { extentOf } from "../../workspace/permissions.ts";
import type { Change } from "../change.ts";
import type { Participant } from "../participant.ts";
import type { Message } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import type { KeptMessage } from "./store.ts";

/** Passes who may read here. @throws RoomError `not_found` for one who does not belong to a closed conversation */
export function demandReader(stores: Stores, who: Participant): void {
  const conversation = stores.about.find();
  if (conversation && (!isClosed(conversation) || stores.readers.belongs(who.user))) return;
  throw new RoomError("not_found", "There is no such conversation.");
}

/** Passes who may say something here now. @throws RoomError `forbidden`, `conflict` where nothing is said any more */
export function demandVoice(change: Change, who: Participant): void {
  demandReader(change.stores, who);
  if (extentOf(who.role, "message.write") === "none") {
    throw new RoomError("forbidden", "Your role lets you read here, and not write.");
  }
  if (change.conversation.archivedAt !== null) {
    throw new RoomError(
      "conflict",
      "This conversation is archived: it can be read, and nothing is said in it any more.",
    );
  }
}

/** Passes who may delete a message. @throws RoomError `forbidden` */
export function demandDeleter(change: Change, who: Participant, { author }: Message): void {
  demandReader(change.stores, who);
  if (author === who.user || extentOf(who.role, "message.moderate") === "all") return;
  throw new RoomError("forbidden", "Only its author and the workspace's admins may delete a message.");
}

/** A message of this conversation. @throws RoomError `not_found` */
export function demandMessage(stores: Stores, id: string): KeptMessage {
  const kept = stores.messages.find(id);
  if (!kept) throw new RoomError("not_found", "There is no such message.");
  return kept;
}

/** A message that was not deleted. @throws RoomError `not_found`, `gone` */
export function demandStanding(stores: Stores, id: string): KeptMessage {
  const kept = demandMessage(stores, id);
  if (kept.message.deletedAt !== null) throw new RoomError("gone", "This message was deleted.");
  return kept;
}
