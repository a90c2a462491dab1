/** Conversations that are made. Their objects exist before them: what is to be is planned first, and then added. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import type { Stores } from "../store/stores.ts";
import { entersConversation } from "./entering.ts";
import { keyOfChannel, keyOfPeople } from "./keys.ts";
import { MAX_CHANNELS, MAX_DIRECT_PER_MEMBER } from "./limits.ts";
import type { NewConversation } from "./protocol.ts";
import type { ConversationRow, NewRow } from "./store.ts";
import { addRow } from "./writing.ts";

/** Under which id a conversation is wanted, and since when. */
export interface Place {
  id: string;
  now: number;
}

/**
 * The conversation that is there already for what is wanted: one made under this id before, or of the same people.
 * @throws RoomError `conflict` for an id of another's conversation
 */
export function conversationThere(
  stores: Stores,
  access: Access,
  id: string,
  wanted: NewConversation,
): ConversationRow | undefined {
  const known = stores.conversations.find(id);
  if (known) {
    if (access.member && known.createdBy === access.user && entersConversation(stores, access.member, known)) {
      return known;
    }
    throw new RoomError("conflict", "This id is taken.");
  }
  if (wanted.kind !== "direct" && wanted.kind !== "group") return undefined;
  return stores.conversations.findByKey(keyOfPeople([access.user, ...wanted.members]));
}

/**
 * What a wanted conversation would be.
 * @throws RoomError `forbidden`, `invalid` for people who cannot be in it, `conflict` for a name that is taken, `limit_reached`
 */
export function planConversation(stores: Stores, access: Access, { id, now }: Place, wanted: NewConversation): NewRow {
  const named = wanted.kind === "channel" || wanted.kind === "private";
  if (named && access.isNarrow("conversation.create")) {
    throw new RoomError("forbidden", "Guests begin direct conversations only.");
  }
  const members = [...new Set([access.user, ...(wanted.members ?? [])])];
  for (const person of members) access.demand("conversation.create", { person });
  demandMembers(stores, wanted.kind, members);
  if (named) demandChannelPlace(stores);
  else demandDirectPlace(stores, access.user);
  if (wanted.kind === "group" && members.length < 3) {
    throw new RoomError("invalid", "A group has two others at least.", [
      { path: "members", message: "Name two others, or begin a direct conversation" },
    ]);
  }
  const row = {
    ...{ id, kind: wanted.kind, name: "", topic: "", everyone: false, createdAt: now, createdBy: access.user },
    ...{ archivedAt: null, retentionDays: null },
  };
  if (!named) return { row: { ...row, key: keyOfPeople(members) }, members };
  const { name, topic = "" } = wanted;
  if (wanted.kind === "private") return { row: { ...row, name, topic, key: null }, members };
  demandName(stores, name, id);
  return { row: { ...row, name, topic, key: keyOfChannel(name) }, members };
}

/** Adds a planned conversation, unless there is one by now. @throws RoomError as {@link planConversation} */
export function addConversation(
  change: Change,
  access: Access,
  place: Place,
  wanted: NewConversation,
): ConversationRow {
  const known = conversationThere(change.stores, access, place.id, wanted);
  return known ?? addRow(change, planConversation(change.stores, access, place, wanted));
}

/** Passes when no other channel has this name. @throws RoomError `conflict` */
export function demandName(stores: Stores, name: string, id: string): void {
  const holder = stores.conversations.findByKey(keyOfChannel(name));
  if (!holder || holder.id === id) return;
  throw new RoomError("conflict", `There is a channel "${holder.name}" already.`, [
    { path: "name", message: "Choose another name" },
  ]);
}

/**
 * Passes when each of `users` can belong to a conversation of this kind: they are in the workspace, and guests where it
 * is named to them. @throws RoomError `invalid` naming each who cannot
 */
export function demandMembers(
  stores: Stores,
  kind: ConversationRow["kind"],
  users: readonly string[],
  id: string | null = null,
): void {
  const errors = users.flatMap((user, index) => {
    const path = `members.${index}`;
    const member = stores.members.find(user);
    if (!member) return [{ path, message: "There is no such member" }];
    if (kind !== "channel" || member.role !== "guest") return [];
    const named = id !== null && stores.rooms.isGranted(user, { kind: "conversation", id });
    return named ? [] : [{ path, message: "A guest belongs to a channel only where it is named to them" }];
  });
  if (errors.length > 0) throw new RoomError("invalid", "Not everyone named can be in this conversation.", errors);
}

/** @throws RoomError `limit_reached` */
function demandChannelPlace({ conversations }: Stores): void {
  if (conversations.countNamed() < MAX_CHANNELS) return;
  throw new RoomError("limit_reached", "This workspace has too many channels; delete some first.");
}

/** @throws RoomError `limit_reached` */
function demandDirectPlace({ conversations }: Stores, user: string): void {
  if (conversations.countDirect(user) < MAX_DIRECT_PER_MEMBER) return;
  throw new RoomError(
    "limit_reached",
    "You are in too many direct conversations. Go on in one that there is, or talk in a channel.",
  );
}
