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

/**
 * The conversation itself, as its workspace last told it. Every act looks at it more than once, so it is kept in mind,
 * until it is put anew or {@link forget} says that a transaction was rolled back.
 */
class AboutStore {
  readonly #sql: SqlStorage;
  #known: Conversation | undefined;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** What the conversation is, or undefined before it was founded. */
  find(): Conversation | undefined {
    this.#known ??= this.#read();
    return this.#known;
  }

  put(conversation: Conversation): void {
    this.#sql.exec(
      "INSERT INTO conversation (one, data) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET data = excluded.data",
      JSON.stringify(conversation),
    );
    this.#known = undefined;
  }

  /** Reads it anew when it is next asked for: what was put may have been undone. */
  forget(): void {
    this.#known = undefined;
  }

  #read(): Conversation | undefined {
    const data = this.#sql.exec<{ data: string }>("SELECT data FROM conversation").toArray()[0]?.data;
    return data === undefined ? undefined : Conversation.parse(JSON.parse(data));
  }
}
