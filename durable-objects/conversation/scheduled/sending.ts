import type { Standing } from "../../room/authority.ts";
import type { Outcome } from "../../room/errors.ts";
import { RoomError } from "../../room/errors.ts";
import type { Log } from "../../room/log.ts";
import type { Change } from "../change.ts";
import { postMessage } from "../messages/posting.ts";
import type { Stores } from "../stores.ts";
import { forget } from "./acts.ts";
import type { ScheduledRow } from "./store.ts";

/** What sending asks of the room. */
interface Sender {
  stores: Stores;
  log: Log;
  /** What the workspace says of the author now. */
  standing(user: string): Promise<Outcome<Standing>>;
  /** Runs a change in one transaction. */
  change<Value>(act: (change: Change) => Value): Value;
}

/** As many are sent by one run. */
const SENT_AT_ONCE = 20;

/**
 * Posts the waiting messages whose time has come, each in the commit that drops it: once, whatever dies in between. One
 * whose author may not write here any more is dropped. Answers when to come back, or null.
 * @throws RoomError `unavailable` where nobody could say what the author may do; the room then tries again
 */
export async function sendDue({ stores, log, standing, change }: Sender, now: number): Promise<number | null> {
  for (const row of stores.scheduled.due(now, SENT_AT_ONCE)) {
    const author = await standing(row.author);
    if (!author.ok && author.problem.code !== "not_found" && author.problem.code !== "forbidden") {
      throw new RoomError("unavailable", "Nobody could say whether this may be sent.");
    }
    // It may have been changed or taken back while the workspace was asked.
    const still = stores.scheduled.find(row.id);
    if (!still || still.sendAt > now) continue;
    const sent = author.ok && post(change, still, author.value, log);
    if (!sent) change((dropping) => forget(dropping, row.id));
  }
  return stores.scheduled.nextDue();
}

function post(change: Sender["change"], row: ScheduledRow, { user, name, role }: Standing, log: Log): boolean {
  try {
    change((posting) => {
      posting.stores.scheduled.remove(row.id);
      const attachments = row.attachments.map(({ id }) => id);
      postMessage(
        posting,
        { user, name, role },
        { message: row.id, text: row.text, replyTo: row.replyTo, attachments },
      );
    });
    return true;
  } catch (cause) {
    if (!(cause instanceof RoomError)) throw cause;
    log.warn("conversation.scheduled_dropped", { code: cause.code });
    return false;
  }
}
