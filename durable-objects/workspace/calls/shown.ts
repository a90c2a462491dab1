/** Calls as those see them who may enter them. Reads only. */
import type { CallCard } from "../../conversation/protocol.ts";
import { titleFor } from "../conversations/shown.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import { seesInside } from "./entering.ts";
import type { NewCallRow } from "./making.ts";
import type { Call } from "./protocol.ts";
import type { CallRow } from "./store.ts";
import { subjectIn, subjectShown } from "./subject.ts";

/** A call as it now is, for those who see what is inside. */
export function callShown(stores: Stores, row: CallRow, now: number = Date.now()): Call {
  const { id, title, state, createdAt, createdBy, startsAt, minutes, startedAt, endedAt, here, people } = row;
  const link = row.link === null ? undefined : stores.invitations.find(row.link);
  return {
    ...{ id, title, state, createdAt, createdBy, startsAt, minutes, startedAt, endedAt, here, people },
    about: subjectShown(stores, row.subject),
    invited: stores.callPeople.invited(id).map(({ user, answer }) => ({ user, answer })),
    linked: link !== undefined && link.revokedAt === null && link.expiresAt > now,
  };
}

/** A call as `visitor` sees it, who may enter it: a guest who was not let in, only how many are there. */
export function callFor(stores: Stores, visitor: Pick<MemberRow, "user" | "role">, row: CallRow): Call {
  return shownTo(stores, visitor, callShown(stores, row));
}

/** What of a call as it was told is for `visitor`. */
export function shownTo(stores: Stores, visitor: Pick<MemberRow, "user" | "role">, call: Call): Call {
  if (seesInside(stores, visitor, call)) return call;
  const invited = call.invited.filter(({ user }) => user === visitor.user);
  return { ...call, invited, here: { users: [], count: call.here.count } };
}

/** A call as it will be once it is made. */
export function callPlanned(stores: Stores, { row, invited }: NewCallRow): Call {
  const shown = callShown(stores, { ...row, revision: 0 }, row.createdAt);
  return { ...shown, invited: invited.map((user) => ({ user, answer: null })) };
}

/** A call as the message shows it that a conversation has of it. */
export function cardOf({ id, title, state, startsAt, startedAt, endedAt, here, people }: CallRow): CallCard {
  return { call: id, title, state, startsAt, startedAt, endedAt, people: state === "ended" ? people : here.count };
}

/** What a call is called by `user`: by its title, or by what it was started from. */
export function callTitleFor(stores: Stores, row: Pick<CallRow, "title" | "subject">, user: string): string {
  if (row.title !== "") return row.title;
  const subject = subjectIn(row.subject);
  switch (subject?.type) {
    case undefined:
      return "Call";
    case "conversation": {
      const conversation = stores.conversations.find(subject.id);
      if (!conversation) return "Call";
      const title = titleFor(stores, conversation, user);
      return conversation.kind === "channel" ? `#${title}` : title;
    }
    case "project":
      return stores.projects.find(subject.id)?.project.name ?? "Call";
    case "task": {
      const task = stores.tasks.find(subject.id)?.task;
      return task ? `${task.key} ${task.title}` : "Call";
    }
  }
}
