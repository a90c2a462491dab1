import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { FILES_LANE } from "../files/lane.ts";
import type { Attachment } from "../files/protocol.ts";
import { INDEX_WITHIN_MS } from "../limits.ts";
import { lanesOf } from "../notifying/audience.ts";
import type { Participant } from "../participant.ts";
import { wantPreviews } from "../previews/previewing.ts";
import type { Message, ThreadSummary } from "../protocol.ts";
import { followThread, moveMarker } from "../reading/following.ts";
import { INDEX_JOB } from "../search/index.ts";
import { mentionsIn } from "../text/mentions.ts";
import { expireInTime } from "./expiring.ts";
import { demandMessage, demandVoice } from "./rules.ts";
import type { KeptMessage } from "./store.ts";

/** What somebody wants to say. */
export interface NewMessage {
  /** Made by who asks. */
  message: string;
  text: string;
  replyTo?: string | null | undefined;
  attachments?: readonly string[] | undefined;
}

/** As many repliers as a thread's summary names. */
const NAMED_REPLIERS = 5;

/** Posts a message, in a thread too. One that was posted under this id by its author, saying the same, is answered. */
export function postMessage(change: Change, who: Participant, wanted: NewMessage): Message {
  const { stores } = change;
  demandVoice(change, who);
  const known = stores.messages.find(wanted.message);
  if (known) return postedBefore(change, known.message, who, wanted);
  const root = wanted.replyTo ? rootOf(change, wanted.replyTo) : null;
  const files = wanted.attachments ?? [];
  if (wanted.text.trim() === "" && files.length === 0) {
    throw new RoomError("invalid", "A message needs some text or a file.");
  }
  const claim = { message: wanted.message, user: who.user, files };
  const attachments = files.length > 0 ? stores.files.attach(claim) : [];
  const message: Message = {
    id: wanted.message,
    seq: change.nextSeq(),
    text: wanted.text,
    author: who.user,
    authorName: who.name,
    at: change.now,
    editedAt: null,
    deletedAt: null,
    replyTo: root?.message.id ?? null,
    attachments,
    reactions: [],
    previews: [],
    ...mentionsIn(wanted.text),
    pinnedAt: null,
    pinnedBy: null,
    thread: null,
  };
  const here = message.mentionsAll === "here" ? hearers(change, who) : [];
  addMessage(change, who, { message, here }, root?.message ?? null);
  wantPreviews(change, message);
  return message;
}

/** Adds a message, in the thread under `root` or outside of threads, and lets all hear of it whom it concerns. */
export function addMessage(
  change: Change,
  who: Pick<Participant, "user">,
  kept: KeptMessage,
  root: Message | null,
): void {
  const { stores } = change;
  const { message, here } = kept;
  const summary = root && withReply(root.thread, message);
  stores.messages.add(kept, summary);
  if (root) followReply(change, root, message);
  else moveMarker(change, who.user, message.seq);
  const lanes = lanesOf(stores, kept);
  if (message.attachments.length > 0) lanes.push(FILES_LANE);
  change.say(
    who,
    {
      type: "message.posted",
      message,
      root: root && { ...root, thread: summary },
      ...(here.length > 0 ? { here } : {}),
    },
    lanes,
  );
  stirReaders(change, root);
  change.schedule(INDEX_JOB, change.now + INDEX_WITHIN_MS);
  expireInTime(change);
}

/** The message in whose thread a reply to `id` stands: threads have no threads of their own. */
function rootOf(change: Change, id: string): KeptMessage {
  const kept = demandMessage(change.stores, id);
  return kept.message.replyTo === null ? kept : demandMessage(change.stores, kept.message.replyTo);
}

function postedBefore(change: Change, message: Message, who: Participant, wanted: NewMessage): Message {
  const isEdited = message.editedAt !== null || message.deletedAt !== null;
  const isSame =
    message.author === who.user &&
    (isEdited || message.text === wanted.text) &&
    (message.deletedAt !== null || hasFiles(message.attachments, wanted.attachments)) &&
    message.replyTo === (wanted.replyTo ? threadOf(change, wanted.replyTo) : null);
  if (isSame) return message;
  throw new RoomError("conflict", "There is another message with this id.");
}

/** The root of the thread in which a reply to `id` stands, as far as that message is still known. */
function threadOf({ stores }: Change, id: string): string {
  return stores.messages.find(id)?.message.replyTo ?? id;
}

/** Whether these attachments are of the files that are wanted. */
export function hasFiles(attachments: readonly Attachment[], wanted: readonly string[] = []): boolean {
  return attachments.length === wanted.length && attachments.every(({ id }, index) => id === wanted[index]);
}

/** Whom `@here` reaches: those of the conversation whose sockets are here now. */
function hearers(change: Change, who: Participant): string[] {
  return [...change.present()].filter((user) => user !== who.user && change.stores.readers.belongs(user));
}

function withReply(before: ThreadSummary | null, reply: Message): ThreadSummary {
  const others = before?.users.filter((user) => user !== reply.author) ?? [];
  return {
    replies: (before?.replies ?? 0) + 1,
    lastSeq: reply.seq,
    lastAt: reply.at,
    users: [reply.author, ...others].slice(0, NAMED_REPLIERS),
  };
}

/** By a message something is unread for whoever belongs here, or follows the thread it stands in. */
function stirReaders(change: Change, root: Message | null): void {
  const { kind } = change.conversation;
  // Direct and group conversations are ordered by their last message, wherever it stands.
  if (!root || kind === "direct" || kind === "group") change.stirAll();
  else change.stir(change.stores.readers.followersOf(root.seq).map(({ user }) => user));
}

/** Whoever began a thread, replies in it or is mentioned in it follows it from there on. */
function followReply(change: Change, root: Message, reply: Message): void {
  const belonging = reply.mentions.filter((user) => change.stores.readers.belongs(user));
  for (const user of new Set([root.author, ...belonging])) {
    if (user !== reply.author) followThread(change, user, root.seq, reply.seq - 1);
  }
  followThread(change, reply.author, root.seq, reply.seq);
}
