/** The message that a conversation has of a call which was started from it: it changes as the call does. */
import type { Change } from "../change.ts";
import type { ConversationNotice } from "../notices.ts";
import type { CallCard, Message } from "../protocol.ts";
import { addMessage } from "./posting.ts";

type CallIs = Omit<Extract<ConversationNotice, { type: "call.is" }>, "type">;

/**
 * Shows a call as it is now, by the message under its id, which is posted for who started it if there is none. One that
 * was deleted stays so; and what was over before it was shown, or has been forgotten since, is not shown any more.
 */
export function showCall(change: Change, { card, by, byName }: CallIs): void {
  const known = change.stores.messages.find(card.call)?.message;
  if (known) changeCard(change, known, card);
  else if (card.state !== "ended" && change.conversation.archivedAt === null) postCard(change, { card, by, byName });
}

function postCard(change: Change, { card, by, byName }: CallIs): void {
  const message: Message = {
    ...{ id: card.call, seq: change.nextSeq(), text: textOf(card), author: by, authorName: byName, at: change.now },
    ...{ editedAt: null, deletedAt: null, replyTo: null, attachments: [], reactions: [], previews: [] },
    // A call is called by a line of words: nothing in it mentions anyone.
    ...{ mentions: [], mentionsAll: null, pinnedAt: null, pinnedBy: null, thread: null },
    call: card,
  };
  addMessage(change, { user: by }, { message, here: [] }, null);
}

function changeCard(change: Change, before: Message, card: CallCard): void {
  const { stores } = change;
  // Under the id of a call somebody may have said something themselves.
  if (before.call === undefined || isSame(before.call, card)) return;
  const text = textOf(card);
  stores.search.rewrite(before.seq, before.seq, () => stores.messages.put({ ...before, text, call: card }));
  change.say(null, { type: "message.call_changed", message: before.id, call: card, text });
}

function isSame(one: CallCard, other: CallCard): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What the message says where no card is shown: in lists, in files, and to a release that knows of no calls. */
function textOf({ state, title }: CallCard): string {
  const words = state === "scheduled" ? "Planned a call" : "Started a call";
  return title === "" ? words : `${words}: ${title}`;
}
