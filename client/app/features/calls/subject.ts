import type { Call, CallSubject, WantedSubject } from "../../../../durable-objects/workspace/calls/protocol.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import type { WorkspaceState } from "../../../sdk/workspace.ts";

/** What a call is to be about, with what that is called. */
export interface Subject {
  wanted: WantedSubject | null;
  name: string;
}

/** What stands for no subject. */
export const NO_SUBJECT: Subject = { wanted: null, name: "Nothing in particular" };

/** What is asked for, of what a call was about: a task is found by its id alone. */
export function wantedOf(about: CallSubject | WantedSubject): WantedSubject {
  return about.type === "task" ? { type: "task", task: about.task } : about;
}

/** True for two that are the same thing. */
export function isSameSubject(one: WantedSubject | null, other: WantedSubject | null): boolean {
  return idOf(one) === idOf(other);
}

/** True for a call about this. */
export function isAbout({ about }: Pick<Call, "about">, thing: WantedSubject | CallSubject): boolean {
  return idOf(about) === idOf(thing);
}

/**
 * Who can be invited to a call about something, besides whoever asks: of what only some may enter they, else everyone but
 * guests. What was named to which guest the server knows.
 */
export function invitable(
  about: WantedSubject | CallSubject | null,
  { members, reader, conversations }: Pick<WorkspaceState, "members" | "reader" | "conversations">,
): readonly Member[] {
  const within = about?.type === "conversation" ? conversations.find(({ id }) => id === about.conversation) : undefined;
  const only = within?.kind === "channel" ? null : (within?.members ?? null);
  return members.filter(({ user, role }) => user !== reader && (only ? only.includes(user) : role !== "guest"));
}

/** Who is invited at first: all others of a direct or group conversation, and nobody elsewhere. */
export function invitedAtFirst(about: WantedSubject | null, state: WorkspaceState): readonly string[] {
  if (about?.type !== "conversation") return [];
  const kind = state.conversations.find(({ id }) => id === about.conversation)?.kind;
  return kind === "direct" || kind === "group" ? invitable(about, state).map(({ user }) => user) : [];
}

function idOf(about: WantedSubject | CallSubject | null): string | null {
  switch (about?.type) {
    case "conversation":
      return `conversation:${about.conversation}`;
    case "project":
      return `project:${about.project}`;
    case "task":
      return `task:${about.task}`;
    case undefined:
      return null;
  }
}
