/** Messages that are not to be kept longer: after so many days they go for good, with their files and all that was said of them. */
import type { Change } from "../change.ts";
import { FILES_LANE } from "../files/lane.ts";

/** The job that lets old messages go. */
export const RETENTION_JOB = "retention";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Not oftener than this: what is kept for days need not go by the minute. */
const EVERY_MS = 60 * 60 * 1000;
/** Messages that go in one transaction. */
const AT_ONCE = 500;

/** Sees to it that what was said by now goes in time, where it is to. */
export function expireInTime(change: Change): void {
  const { retentionDays } = change.conversation;
  if (retentionDays !== null) change.schedule(RETENTION_JOB, change.now + retentionDays * DAY_MS);
}

/** Lets messages go whose time is over, as many as fit one transaction, and sees to it that the others go in theirs. */
export function expire(change: Change): void {
  const { stores, now } = change;
  const { retentionDays } = change.conversation;
  if (retentionDays === null) return;
  const kept = now - retentionDays * DAY_MS;
  const oldest = stores.messages.oldest(AT_ONCE);
  const staying = oldest.findIndex(({ at }) => at >= kept);
  const going = staying < 0 ? oldest : oldest.slice(0, staying);
  const last = going.at(-1);
  if (last) dropUpTo(change, last.seq, going);
  const next = stores.messages.oldest(1)[0];
  if (!next) return;
  change.schedule(RETENTION_JOB, next.at < kept ? now : Math.max(next.at + retentionDays * DAY_MS, now + EVERY_MS));
}

function dropUpTo(change: Change, last: number, going: readonly { id: string }[]): void {
  const { files, messages, readers, search } = change.stores;
  const before = last + 1;
  const withFiles = going.filter(({ id }) => files.release(id));
  search.rewrite(0, last, () => messages.dropBefore(before));
  readers.dropThreadsBefore(before);
  change.forgetBefore(before);
  change.say(null, { type: "messages.expired", before }, withFiles.length > 0 ? [FILES_LANE] : []);
  change.stirAll();
}
