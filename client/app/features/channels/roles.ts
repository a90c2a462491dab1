import type { Role } from "../../../../durable-objects/room/protocol.ts";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";

/** True for roles that may make channels. */
export function makesChannels(role: Role): boolean {
  return role === "owner" || role === "admin" || role === "member";
}

/** True for roles that may write to others directly. */
export function writesDirectly(role: Role): boolean {
  return role !== "viewer";
}

/** True for whoever may name a conversation, say what it is about, archive it, and say who belongs to it. */
export function changes(conversation: Conversation, role: Role): boolean {
  const named = conversation.kind === "channel" || conversation.kind === "private";
  return named && role !== "viewer" && role !== "guest";
}

/** True for whoever may delete what is said in it: who runs the workspace, and who made it. */
export function rules(conversation: Conversation, role: Role, reader: string): boolean {
  return role === "owner" || role === "admin" || (role === "member" && conversation.createdBy === reader);
}

/** True for what one may leave: to one channel everyone belongs, and the people of direct ones stay the same. */
export function isLeft({ kind, everyone }: Conversation): boolean {
  return !everyone && (kind === "channel" || kind === "private");
}
