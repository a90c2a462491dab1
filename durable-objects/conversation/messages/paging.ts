import { RoomError } from "../../room/errors.ts";
import { MAX_PAGE_MESSAGES, SNAPSHOT_MESSAGES } from "../limits.ts";
import type { MessagePage } from "../protocol.ts";
import type { Stores } from "../stores.ts";
import type { Flow, PageFrom } from "./store.ts";

/** A page as it may be asked for. Without `after` it is the newest, or what is before `before`. */
export interface WantedPage {
  /** Behind this seq, oldest first. */
  after?: number | undefined;
  /** Before this seq, newest first. */
  before?: number | undefined;
  limit?: number | undefined;
  /** The replies to this message; `none` for the conversation without its threads; all when not said. */
  thread?: string | undefined;
}

/** Reads one page, and says whether there is more in its direction. */
export function pageOf({ messages }: Stores, wanted: WantedPage, head: number): MessagePage {
  const { after, before, thread, limit = SNAPSHOT_MESSAGES } = wanted;
  if (after !== undefined && before !== undefined) {
    throw new RoomError("invalid", "Ask either for what is after a seq, or for what is before one.");
  }
  const from: PageFrom = after === undefined ? { before: before ?? head + 1 } : { after };
  const most = Math.min(Math.max(1, limit), MAX_PAGE_MESSAGES);
  const items = messages.page(flowOf(thread), from, most + 1);
  return { items: items.slice(0, most), more: items.length > most };
}

function flowOf(thread: string | undefined): Flow {
  if (thread === undefined) return { of: "all" };
  return thread === "none" ? { of: "main" } : { of: "thread", root: thread };
}
