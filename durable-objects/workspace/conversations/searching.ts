/** Where someone searches for messages. Reads only. */
import type { Access } from "../access.ts";
import type { Stores } from "../store/stores.ts";
import { belongsTo, entersConversation } from "./entering.ts";
import { MAX_SEARCHED } from "./limits.ts";
import { titleFor } from "./shown.ts";
import type { ConversationRow } from "./store.ts";

/** Conversations to search, by id. */
export interface Searched {
  conversations: string[];
  /** Whether there are more than are searched at once. */
  partial: boolean;
}

/**
 * The conversations that the actor may enter now; where some are named, those that are called or have the id of each of
 * `names`, else those that have it in their name. If there are too many, those they belong to and the newest are searched.
 */
export function searchedBy(stores: Stores, access: Access, names: readonly string[]): Searched {
  if (!access.isNarrow("conversation.read")) access.demand("conversation.read");
  const { member } = access;
  if (!member) return { conversations: [], partial: false };
  const { conversations } = stores;
  const known = [
    ...conversations.listedFor(member.user),
    ...conversations.every("task"),
    ...conversations.every("page"),
    ...conversations.every("call"),
  ];
  const open = known.filter((row) => entersConversation(stores, member, row));
  const rows = names.reduce((left, name) => called(stores, member.user, left, name), open);
  const joined = new Set(rows.filter((row) => belongsTo(stores, member, row)).map(({ id }) => id));
  const ids = rows.map(({ id }) => id).sort(newestFirst);
  const ordered = [...ids.filter((id) => joined.has(id)), ...ids.filter((id) => !joined.has(id))];
  return { conversations: ordered.slice(0, MAX_SEARCHED), partial: ordered.length > MAX_SEARCHED };
}

function called(stores: Stores, user: string, rows: ConversationRow[], name: string): ConversationRow[] {
  const wanted = name.toLowerCase();
  const titled = rows.map((row) => ({ row, title: titleFor(stores, row, user).toLowerCase() }));
  const exactly = titled.filter(({ row, title }) => row.id === name || title === wanted);
  const found = exactly.length > 0 ? exactly : titled.filter(({ title }) => title.includes(wanted));
  return found.map(({ row }) => row);
}

/** Ids begin with the time they were made at. */
function newestFirst(one: string, other: string): number {
  return one > other ? -1 : 1;
}
