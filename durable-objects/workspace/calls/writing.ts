/**
 * What every act on calls writes, within a {@link Change}: the row, what is said of it, what its own room is told, and how
 * the conversation shows it that it was started from.
 */
import type { CallNotice } from "../../call/notices.ts";
import type { Change } from "../change.ts";
import { roomOf } from "../conversations/entering.ts";
import { keyOfSubject as keyOfDiscussed } from "../conversations/keys.ts";
import type { ConversationRow } from "../conversations/store.ts";
import { nameOf } from "../notifying/things.ts";
import type { Stores } from "../store/stores.ts";
import { roomOfCall } from "./entering.ts";
import type { NewCallRow } from "./making.ts";
import { callShown, cardOf } from "./shown.ts";
import { STARTS_JOB } from "./starting.ts";
import type { CallRow } from "./store.ts";
import { projectOfSubject, subjectIn } from "./subject.ts";
import { tellInvited } from "./telling.ts";

/** Makes a call, whose object exists already, one of the workspace's, and invites whom it is for. */
export function addRow(change: Change, { row: wanted, invited, ring }: NewCallRow): CallRow {
  const { calls, callPeople, rooms, workspace } = change.stores;
  const row = { ...wanted, revision: workspace.nextRevision() };
  calls.put(row);
  for (const user of invited) callPeople.put(row.id, { user, invited: true, answer: null });
  callPeople.noteRung(
    row.id,
    ring.map(({ user }) => user),
  );
  rooms.register(roomOfCall(row), change.now);
  const subject = subjectIn(row.subject);
  const project = subject && projectOfSubject(change.stores, subject);
  if (project !== null) rooms.belongsTo(roomOfCall(row), project);
  change.projectRoom(roomOfCall(row), change.now, null);
  change.projectCall(row, null);
  sayPut(change, row);
  if (row.noticeAt !== null) change.schedule(STARTS_JOB, row.noticeAt);
  tellInvited(change, row, { users: invited, said: "invited" });
  return row;
}

/** Writes a call that is there already, and says so wherever it shows. Its own room is told by whoever changed it. */
export function putRow(change: Change, changed: CallRow): CallRow {
  const row = { ...changed, revision: change.stores.workspace.nextRevision() };
  change.stores.calls.put(row);
  change.projectCall(row, null);
  sayPut(change, row);
  return row;
}

/** Tells a call's room how it now is. */
export function tellRoom(change: Change, row: CallRow): void {
  const body: CallNotice = { type: "call.is", call: callShown(change.stores, row, change.now) };
  change.tell([roomOfCall(row)], { type: "told", body });
}

/** Says on the stream how a call now is, and lets the conversation show it so that it was started from. */
export function sayPut(change: Change, row: CallRow): void {
  change.sayOfCalls({ type: "call.put", call: callShown(change.stores, row, change.now) });
  showCard(change, row);
}

/** What a conversation shows of a call has the call's own id, and is by whoever started it. */
export function showCard(change: Change, row: CallRow): void {
  const conversation = homeOf(change.stores, row);
  if (!conversation) return;
  const byName = nameOf(change.stores, row.createdBy) ?? "Someone who left";
  const body = { type: "call.is" as const, card: cardOf(row), by: row.createdBy, byName };
  change.tell([roomOf(conversation)], { type: "told", body });
}

/** The conversation that shows a call: the one it was started from, or the discussion of its task if there is one. */
function homeOf({ conversations }: Stores, { subject: key }: CallRow): ConversationRow | undefined {
  const subject = subjectIn(key);
  if (subject?.type === "conversation") return conversations.find(subject.id);
  return subject?.type === "task" ? conversations.findByKey(keyOfDiscussed("task", subject.id)) : undefined;
}
