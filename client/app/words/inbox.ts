/** What notifications are called, in the inbox and in its settings. */
import type { Reason } from "../../../durable-objects/inbox/protocol.ts";

const REASON_NAMES: Record<Reason, string> = {
  mention: "Mentions",
  message: "Direct messages",
  reply: "Replies in threads",
  assigned: "Assignments",
  changed: "Changes of tasks you follow",
  due: "Due dates",
  invited: "Invitations",
  reminder: "Reminders",
  call: "Calls",
};

const REASONS_EXPLAINED: Record<Reason, string> = {
  mention: "Somebody names you, or everyone, in a conversation.",
  message: "Somebody writes to you alone, or to a group you are in.",
  reply: "Somebody replies in a thread you began, wrote in or follow.",
  assigned: "A task becomes yours.",
  changed: "A task you follow moves, changes, or is talked about.",
  due: "A task of yours is due.",
  invited: "You are invited to a workspace, or let into one.",
  reminder: "What you asked to be reminded of.",
  call: "Somebody calls you, or invites you to a call.",
};

/** What one is notified of, as it is set. */
export function reasonName(reason: Reason): string {
  return REASON_NAMES[reason];
}

/** When that is, in a sentence. */
export function reasonExplained(reason: Reason): string {
  return REASONS_EXPLAINED[reason];
}

/** What is said to whoever asks something of their inbox before it is open. */
export const NO_INBOX_YET = "Your inbox is not there yet. Try again in a moment.";
