/** What a conversation's room must know before it tells someone's inbox of a message. */
import type { Stores } from "../store/stores.ts";
import { entersConversation } from "./entering.ts";
import { titleOf } from "./shown.ts";
import type { ConversationRow } from "./store.ts";

/** Those who may hear of a conversation, and what it is called. */
export interface Hearers {
  users: string[];
  title: string;
}

/** Those of `users` who may enter a conversation now (P4, P5). */
export function hearersAmong(stores: Stores, row: ConversationRow, users: readonly string[]): Hearers {
  const hearing = users.filter((user) => {
    const member = stores.members.find(user);
    return member !== undefined && entersConversation(stores, member, row);
  });
  return { users: hearing, title: titleOf(stores, row) };
}

/** Keeps who hears of what is open to them without belonging to it, so that they can be told when it is gone. */
export function noteHearers(stores: Stores, row: ConversationRow, users: readonly string[]): void {
  if (row.kind !== "channel" && row.kind !== "call") return;
  for (const user of users) if (!stores.conversations.has(row.id, user)) stores.participants.add(row.id, user);
}
