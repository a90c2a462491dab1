import { Conversation } from "../workspace/conversations/protocol.ts";
import { ConversationFiles } from "./files/store.ts";
import { MessageStore } from "./messages/store.ts";
import { WantedPreviews } from "./previews/store.ts";
import { UnreadCounts } from "./reading/counting.ts";
import { ReaderStore } from "./reading/readers.ts";
import { ScheduledStore } from "./scheduled/store.ts";
import { SearchIndex } from "./search/index.ts";

/** What the room keeps, by what it is about. */
export interface Stores {
  about: AboutStore;
  messages: MessageStore;
  readers: ReaderStore;
  counts: UnreadCounts;
  files: ConversationFiles;
  scheduled: ScheduledStore;
  search: SearchIndex;
  previews: WantedPreviews;
}

/** The stores over the room's database. */
export function openStores(sql: SqlStorage): Stores {
  const messages = new MessageStore(sql);
  return {
    about: new AboutStore(sql),
    messages,
    readers: new ReaderStore(sql),
    counts: new UnreadCounts(sql),
    files: new ConversationFiles(sql),
    scheduled: new ScheduledStore(sql),
    search: new SearchIndex(sql, messages),
    previews: new WantedPreviews(sql),
  };
}

/** The conversation itself, as its workspace last told it. */
class AboutStore {
  readonly #sql: SqlStorage;
  #read: { data: string; conversation: Conversation } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What the conversation is, or undefined before it was founded. */
  find(): Conversation | undefined {
    const data = this.#sql.exec<{ data: string }>("SELECT data FROM conversation").toArray()[0]?.data;
    if (data === undefined) return undefined;
    if (this.#read?.data !== data) this.#read = { data, conversation: Conversation.parse(JSON.parse(data)) };
    return this.#read.conversation;
  }

  put(conversation: Conversation): void {
    this.#sql.exec(
      "INSERT INTO conversation (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data",
      JSON.stringify(conversation),
    );
  }
}
