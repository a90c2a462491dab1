import type { RoomAddress } from "../room/authority.ts";
import { type Outcome, ok } from "../room/errors.ts";
import type { Conversation } from "../workspace/conversations/protocol.ts";
import { join } from "./belonging.ts";
import type { ArrivedFile } from "./files/store.ts";
import { MAX_PINS } from "./limits.ts";
import { LiveConversation } from "./live-conversation.ts";
import { deleteMessage, editMessage } from "./messages/editing.ts";
import { pin, react } from "./messages/marking.ts";
import { pageOf, type WantedPage } from "./messages/paging.ts";
import { type NewMessage, postMessage } from "./messages/posting.ts";
import { demandMessage, demandReader } from "./messages/rules.ts";
import type { Participant } from "./participant.ts";
import type {
  ConversationReading,
  Message,
  MessageEdit,
  MessagePage,
  ReadState,
  ScheduledMessage,
  ThreadState,
} from "./protocol.ts";
import { follow, read } from "./reading/following.ts";
import { readStateFor, threadsOf } from "./reading/states.ts";
import { type NewScheduled, reschedule, schedule, scheduledBy, unschedule } from "./scheduled/acts.ts";
import { type SearchPage, search, type WantedSearch } from "./search/searching.ts";

/** What a conversation weighs, and what writing it has cost, for the bench and for those who run the place. */
export interface ConversationStats {
  messages: number;
  databaseBytes: number;
  /** Rows that SQLite says it has changed since this object woke: data, deletes, jobs and alarms alike. */
  rowsWritten: number;
  connections: number;
  /** Lanes of its outbox that owe something. */
  owed: number;
}

/**
 * What the worker may ask of a conversation, by RPC. Every answer is an `Outcome`; every act is by a {@link Participant}
 * whom the workspace has let in, and what they may do here is looked at here once more.
 */
export class ConversationRoom extends LiveConversation {
  // --- RPC: the conversation itself ---

  /** Makes the room of a conversation, before its workspace registers it. Again it changes nothing. */
  async found({
    at,
    conversation,
    members,
  }: {
    at: RoomAddress;
    conversation: Conversation;
    members: string[];
  }): Promise<Outcome<null>> {
    const created = await super.create(at);
    if (!created.ok || this.stores.about.find()) return created;
    return this.acting((change) => {
      change.stores.about.put(conversation);
      join(change, members);
      return null;
    });
  }

  /** What it weighs. */
  async stats(): Promise<Outcome<ConversationStats>> {
    return this.answer(() => {
      const { sql } = this.ctx.storage;
      const { rows } = sql.exec<{ rows: number }>("SELECT total_changes() AS rows").one();
      const { messages } = sql.exec<{ messages: number }>("SELECT count(*) AS messages FROM messages").one();
      const owed = this.outbox.pending().length;
      return { messages, databaseBytes: sql.databaseSize, rowsWritten: rows, connections: this.sessions.size, owed };
    });
  }

  // --- RPC: reading ---

  async message(who: Participant, id: string): Promise<Outcome<Message>> {
    return this.reading(who, (stores) => demandMessage(stores, id).message);
  }

  /** A page of messages: by default of all, in the order of their seqs. */
  async messages(who: Participant, wanted: WantedPage): Promise<Outcome<MessagePage>> {
    return this.reading(who, (stores) => pageOf(stores, wanted, this.head));
  }

  /** The former texts of a message, oldest first. */
  async edits(who: Participant, id: string): Promise<Outcome<MessageEdit[]>> {
    return this.reading(who, (stores) => stores.messages.edits(demandMessage(stores, id).message.seq));
  }

  /** The pinned messages, pinned last first. */
  async pins(who: Participant): Promise<Outcome<Message[]>> {
    return this.reading(who, (stores) => stores.messages.pinned(MAX_PINS));
  }

  /** What `who` has read, here and in the threads they follow. */
  async readState(who: Participant): Promise<Outcome<ConversationReading>> {
    return this.reading(who, (stores) => ({
      seq: this.head,
      read: readStateFor(stores, who.user, this.head),
      threads: threadsOf(stores, who.user, this.head),
    }));
  }

  /** The threads that `who` follows. */
  async threads(who: Participant): Promise<Outcome<ThreadState[]>> {
    return this.reading(who, (stores) => threadsOf(stores, who.user, this.head));
  }

  /** What was found, the newest first; also what was posted just now. */
  async search(who: Participant, wanted: WantedSearch): Promise<Outcome<SearchPage>> {
    return this.acting(({ stores }) => {
      demandReader(stores, who);
      stores.search.catchUp();
      return search(stores, this.name, who, wanted);
    });
  }

  // --- RPC: acting ---

  /** Posts a message under an id of the caller's making; again under the same one it answers the message there is. */
  async post(who: Participant, wanted: NewMessage): Promise<Outcome<Message>> {
    return this.acting((change) => postMessage(change, who, wanted));
  }

  async edit(who: Participant, id: string, text: string): Promise<Outcome<Message>> {
    return this.acting((change) => editMessage(change, who, id, text));
  }

  /** Deletes a message; answers its tombstone. */
  async remove(who: Participant, id: string): Promise<Outcome<Message>> {
    return this.acting((change) => deleteMessage(change, who, id));
  }

  async react(who: Participant, id: string, emoji: string, on: boolean): Promise<Outcome<Message>> {
    return this.acting((change) => react(change, who, id, emoji, on));
  }

  async pin(who: Participant, id: string, on: boolean): Promise<Outcome<Message>> {
    return this.acting((change) => pin(change, who, id, on));
  }

  /** Says that all up to `seq` was read, here or in a thread; a lower one than before takes that back. */
  async read(who: Participant, seq: number, thread: string | null = null): Promise<Outcome<ReadState>> {
    return this.acting((change) => read(change, who, seq, thread));
  }

  async follow(who: Participant, thread: string, on: boolean): Promise<Outcome<ThreadState>> {
    return this.acting((change) => follow(change, who, thread, on));
  }

  // --- RPC: messages that wait for their time ---

  /** The waiting messages of `who`, the soonest first. Not `scheduled`, a name the runtime keeps from RPC. */
  async waiting(who: Participant): Promise<Outcome<ScheduledMessage[]>> {
    return this.reading(who, (stores) => scheduledBy(stores, who));
  }

  async postLater(who: Participant, wanted: NewScheduled): Promise<Outcome<ScheduledMessage>> {
    return this.acting((change) => schedule(change, who, wanted));
  }

  async reschedule(
    who: Participant,
    id: string,
    wanted: { text?: string | undefined; sendAt?: number | undefined },
  ): Promise<Outcome<ScheduledMessage>> {
    return this.acting((change) => reschedule(change, who, id, wanted));
  }

  async unschedule(who: Participant, id: string): Promise<Outcome<null>> {
    return this.acting((change) => {
      unschedule(change, who, id);
      return null;
    });
  }

  // --- RPC: files, for the worker that stores them ---

  /** The bytes of a file are stored: its uploader may put it into a message. Again it changes nothing. */
  async fileArrived(file: ArrivedFile): Promise<Outcome<null>> {
    return this.acting(({ stores }) => {
      stores.files.arrived(file);
      return null;
    });
  }

  /** Those of `ids` that are in a message which was posted. */
  async filesAttached(ids: string[]): Promise<Outcome<string[]>> {
    return this.answer(() => this.stores.files.attached(ids));
  }

  /** Forgets those of `ids` that are in no message, so that none can take them, and answers them. */
  async releaseUnattached(ids: string[]): Promise<Outcome<string[]>> {
    if ((await this.address()) === null) return ok(ids);
    return this.acting(({ stores }) => stores.files.releaseUnattached(ids));
  }
}
