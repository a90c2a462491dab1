/** What makes a conversation the only one of its sort in a workspace. */
import type { ConversationSubject } from "./protocol.ts";

/** Channels have names of their own, whatever their case. */
export function keyOfChannel(name: string): string {
  return `channel:${name.toLowerCase()}`;
}

/** The same people have one direct or group conversation. */
export function keyOfPeople(users: readonly string[]): string {
  return `people:${[...new Set(users)].sort().join(",")}`;
}

/** A task or page has one discussion, and a call one chat. */
export function keyOfSubject(type: ConversationSubject["type"], id: string): string {
  return `${type}:${id}`;
}
