import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";

/** What a conversation needs to be called by. */
type Named = Pick<Conversation, "kind" | "name" | "members">;

/**
 * What `reader` calls a conversation: by its name, or by the others in it. Those who left the workspace have no name here
 * any more.
 */
export function conversationName({ kind, name, members }: Named, people: readonly Member[], reader: string): string {
  if (kind !== "direct" && kind !== "group") return name;
  const names = othersIn(members, reader).map((user) => nameOf(user, people));
  if (names.length === 0) return kind === "direct" ? `${nameOf(reader, people)} (you)` : "Only you";
  return names.toSorted((a, b) => a.localeCompare(b)).join(", ");
}

/** The same with the sign before it that channels have, as it stands among words. */
export function conversationWords(conversation: Named, people: readonly Member[], reader: string): string {
  const name = conversationName(conversation, people, reader);
  return conversation.kind === "channel" ? `#${name}` : name;
}

/** Who is in a conversation besides `reader`. */
export function othersIn(members: readonly string[] | null, reader: string): readonly string[] {
  return (members ?? []).filter((user) => user !== reader);
}

/** What someone is called here; who is gone, by the name they had `then`, where it is known. */
export function nameOf(user: string, people: readonly Member[], then = "Someone who left"): string {
  return people.find((each) => each.user === user)?.name ?? then;
}
