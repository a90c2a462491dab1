import type { Change } from "../change.ts";
import { roomOf } from "./entering.ts";
import type { ConversationPerson } from "./people.ts";
import { leave, tellRoom } from "./writing.ts";

/** What someone was when conversations were last told of them, and what they are; null for one who is no member. */
interface Standings {
  before: ConversationPerson | null;
  after: ConversationPerson | null;
}

/**
 * Lets `user` belong only to conversations that they may still enter, and to those that everyone belongs to, after their
 * role or what is named to them has changed. Who goes stays one of the people of their direct and group conversations,
 * which are called by them, and finds those again on coming back; meanwhile their rooms know that they are not here.
 */
export function settleConversations(change: Change, user: string): void {
  const { conversationPeople, members } = change.stores;
  const before = conversationPeople.find(user);
  const member = members.find(user);
  const after = member ? { guest: member.role === "guest", joinedAt: member.joinedAt } : null;
  const wasGone = before !== null && after !== null && before.joinedAt !== after.joinedAt;
  if (wasGone) settle(change, user, { before, after: null });
  settle(change, user, { before: wasGone ? null : before, after });
  if (wasGone || before?.guest !== after?.guest) conversationPeople.put(user, after);
}

function settle(change: Change, user: string, { before, after }: Standings): void {
  const { conversations, rooms } = change.stores;
  const wasEveryone = before !== null && !before.guest;
  const isEveryone = after !== null && !after.guest;
  if (wasEveryone !== isEveryone) {
    const type = isEveryone ? "conversation.joined" : "conversation.left";
    for (const row of conversations.ofEveryone()) tellRoom(change, row, { type, users: [user] });
  }
  for (const id of conversations.of(user)) {
    const row = conversations.find(id);
    if (!row) continue;
    if (row.kind === "direct" || row.kind === "group") {
      if (after === null) tellRoom(change, row, { type: "conversation.left", users: [user] });
      else if (before === null) tellRoom(change, row, { type: "conversation.joined", users: [user] });
      continue;
    }
    const shut = row.kind === "channel" && after?.guest && !rooms.isGranted(user, roomOf(row));
    if (after === null || shut) leave(change, row, [user]);
  }
}
