import { laneOfInbox } from "../../inbox/lanes.ts";
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { FILES_LANE } from "../files/lane.ts";
import { MAX_EDITS_KEPT } from "../limits.ts";
import { audienceOf, lanesOf, WORKSPACE_LANE } from "../notifying/audience.ts";
import type { Participant } from "../participant.ts";
import { stillShown, wantPreviews } from "../previews/previewing.ts";
import type { Message, ThreadSummary } from "../protocol.ts";
import { mentionsIn } from "../text/mentions.ts";
import { demandDeleter, demandMessage, demandStanding, demandVoice } from "./rules.ts";

/** Gives a message of one's own another text; what it said before is kept. */
export function editMessage(change: Change, who: Participant, id: string, text: string): Message {
  const { stores } = change;
  demandVoice(change, who);
  const { message: before, here } = demandStanding(stores, id);
  if (before.author !== who.user) throw new RoomError("forbidden", "Only its author may edit a message.");
  if (before.call) throw new RoomError("forbidden", "What a call shows of itself is not edited; it can be deleted.");
  if (before.text === text) return before;
  if (text.trim() === "" && before.attachments.length === 0) {
    throw new RoomError("invalid", "A message needs some text or a file; delete it instead.");
  }
  const previews = stillShown(text, before.previews);
  const message: Message = { ...before, text, previews, editedAt: change.now, ...mentionsIn(text) };
  stores.messages.addEdit(before.seq, { text: before.text, at: before.editedAt ?? before.at }, MAX_EDITS_KEPT);
  stores.search.rewrite(before.seq, before.seq, () => stores.messages.put(message));
  const known = new Set([who.user, ...audienceOf(stores, { message: before, here }).keys()]);
  const mentioned = message.mentions.filter((user) => !before.mentions.includes(user) && !known.has(user));
  change.say(
    who,
    { type: "message.edited", message, ...(mentioned.length > 0 ? { mentioned } : {}) },
    mentioned.map(laneOfInbox),
  );
  wantPreviews(change, message);
  if (!namesTheSame(before, message)) change.stirAll();
  return message;
}

function namesTheSame(before: Message, message: Message): boolean {
  return before.mentionsAll === message.mentionsAll && before.mentions.join() === message.mentions.join();
}

/** Deletes a message: its words, files and former texts are gone, and a tombstone keeps its place. Again, it is as it is. */
export function deleteMessage(change: Change, who: Participant, id: string): Message {
  const { stores } = change;
  const kept = demandMessage(stores, id);
  const { message: before } = kept;
  demandDeleter(change, who, before);
  if (before.deletedAt !== null) return before;
  const lanes = new Set(lanesOf(stores, kept));
  if (before.author !== who.user) lanes.add(WORKSPACE_LANE);
  const { call: _, ...said } = before;
  const message: Message = {
    ...said,
    text: "",
    deletedAt: change.now,
    ...{ attachments: [], reactions: [], previews: [], mentions: [], mentionsAll: null },
    ...{ pinnedAt: null, pinnedBy: null },
  };
  stores.search.rewrite(before.seq, before.seq, () => stores.messages.put(message));
  stores.messages.dropEdits(before.seq);
  if (stores.files.release(before.id)) lanes.add(FILES_LANE);
  const root = before.replyTo === null ? null : withoutReply(change, before.replyTo);
  change.redact(message);
  change.say(who, { type: "message.deleted", message, root }, lanes);
  change.stirAll();
  return message;
}

/** The root of a thread after one of its replies was deleted. */
function withoutReply(change: Change, id: string): Message | null {
  const { messages } = change.stores;
  const root = messages.find(id)?.message;
  const before = root?.thread;
  if (!root || !before) return root ?? null;
  const replies = before.replies - 1;
  const newest = messages.newestReplies(id, REPLIES_LOOKED_THROUGH);
  const summary: ThreadSummary = {
    replies,
    lastSeq: newest[0]?.seq ?? before.lastSeq,
    lastAt: newest[0]?.at ?? before.lastAt,
    users: [...new Set(newest.map(({ author }) => author))].slice(0, before.users.length),
  };
  messages.putSummary(id, summary);
  return { ...root, thread: replies > 0 ? summary : null };
}

/** Among so many of a thread's newest replies its last repliers are looked for. */
const REPLIES_LOOKED_THROUGH = 50;
