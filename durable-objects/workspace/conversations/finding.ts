/** Looking for conversations on behalf of someone. Reads only. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { Act } from "../permissions.ts";
import type { Stores } from "../store/stores.ts";
import { belongsTo, countMembers, entersConversation, roomOf } from "./entering.ts";
import { keyOfSubject } from "./keys.ts";
import type { ConversationMember, ConversationView } from "./protocol.ts";
import { conversationShown } from "./shown.ts";
import type { ConversationRow } from "./store.ts";

/** The conversation, if the actor may enter it and do this in it. @throws RoomError `not_found`, `forbidden` */
export function demandConversation(stores: Stores, access: Access, id: string, act: Act): ConversationRow {
  const row = stores.conversations.find(id);
  if (!row) throw new RoomError("not_found", "There is no such conversation.");
  access.demand("conversation.read", { room: roomOf(row) });
  access.demand(act, { room: roomOf(row), person: row.createdBy });
  return row;
}

/** As {@link demandConversation}, and only while it is not archived. @throws RoomError `conflict` besides */
export function demandOpenConversation(stores: Stores, access: Access, id: string, act: Act): ConversationRow {
  const row = demandConversation(stores, access, id, act);
  if (row.archivedAt === null) return row;
  throw new RoomError("conflict", "This conversation is archived; restore it to change anything in it.");
}

/** A conversation as one sees it who may enter it. */
export function conversationViewed(stores: Stores, access: Access, row: ConversationRow): ConversationView {
  const joined = access.member !== undefined && belongsTo(stores, access.member, row);
  return { ...conversationShown(stores, row), joined, people: countMembers(stores, row) };
}

/** Which conversations are listed. */
export interface ConversationScope {
  /** Behind this id. */
  after: string;
  limit: number;
  kind?: ConversationRow["kind"] | undefined;
  /** The discussion of this task, page or call alone, as `kind` says. */
  about?: string | undefined;
  /** Those one belongs to, or does not. */
  joined?: boolean | undefined;
  /** Those that are archived, or are not. */
  archived?: boolean | undefined;
}

/** The conversations that the actor may enter, the oldest first; discussions only where those are asked for. */
export function conversationsListed(stores: Stores, access: Access, scope: ConversationScope): ConversationView[] {
  if (!access.isNarrow("conversation.read")) access.demand("conversation.read");
  const { member } = access;
  if (!member) return [];
  const { after, limit, kind, joined, archived } = scope;
  const rows = rowsIn(stores, scope, member.user);
  const found: ConversationView[] = [];
  for (const row of rows) {
    if (found.length === limit) break;
    if (row.id <= after || (kind !== undefined && row.kind !== kind)) continue;
    if (archived !== undefined && (row.archivedAt !== null) !== archived) continue;
    if (!entersConversation(stores, member, row)) continue;
    if (joined !== undefined && belongsTo(stores, member, row) !== joined) continue;
    found.push(conversationViewed(stores, access, row));
  }
  return found;
}

function rowsIn({ conversations }: Stores, { kind, about }: ConversationScope, user: string): ConversationRow[] {
  if (kind !== "task" && kind !== "page" && kind !== "call")
    return about === undefined ? conversations.listedFor(user) : [];
  if (about === undefined) return conversations.every(kind);
  const row = conversations.findByKey(keyOfSubject(kind, about));
  return row ? [row] : [];
}

/** Up to `limit` of those who belong to a conversation, behind the user id `after`. @throws RoomError `not_found` */
export function membersListed(
  stores: Stores,
  access: Access,
  id: string,
  { after, limit }: { after: string; limit: number },
): ConversationMember[] {
  const row = demandConversation(stores, access, id, "conversation.read");
  const narrow = access.isNarrow("members.list");
  const since = new Map(stores.conversations.membersOf(id).map(({ user, joinedAt }) => [user, joinedAt]));
  const users = row.everyone
    ? new Set([...since.keys(), ...stores.members.all().flatMap((each) => (each.role === "guest" ? [] : [each.user]))])
    : since.keys();
  return [...users]
    .filter((user) => user > after && (!narrow || stores.rooms.knows(access.user, user)))
    .sort()
    .flatMap((user) => stores.members.find(user) ?? [])
    .slice(0, limit)
    .map(({ user, name, role, joinedAt }) => ({
      ...{ user, name, role },
      // Of one that everyone belongs to, since they are in the workspace and it is there.
      joinedAt: since.get(user) ?? Math.max(joinedAt, row.createdAt),
    }));
}
