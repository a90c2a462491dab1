import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { conversationName } from "./names.ts";

/** What the sidebar tells of a workspace's conversations. */
export interface Listed {
  /** Channels and private conversations one belongs to, by name. */
  channels: readonly Conversation[];
  /** Direct and group conversations, the one with the latest message first. */
  direct: readonly Conversation[];
}

interface Known {
  conversations: readonly Conversation[];
  joined: readonly string[];
  members: readonly Member[];
  reader: string;
  /** When the latest message of each came, as far as it is known. */
  lastAt: (conversation: string) => number | null;
}

/** Puts what one belongs to, and is not archived, in the order in which it is looked for. */
export function listed({ conversations, joined, members, reader, lastAt }: Known): Listed {
  const mine = new Set(joined);
  const open = conversations.filter(({ id, archivedAt }) => archivedAt === null && mine.has(id));
  const named = open
    .filter(({ kind }) => kind === "channel" || kind === "private")
    .toSorted((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
  const since = ({ id, createdAt }: Conversation) => lastAt(id) ?? createdAt;
  const called = (conversation: Conversation) => conversationName(conversation, members, reader);
  const direct = open
    .filter(({ kind }) => kind === "direct" || kind === "group")
    .toSorted((a, b) => since(b) - since(a) || called(a).localeCompare(called(b)));
  return { channels: named, direct };
}

/** The direct or group conversation with exactly these others, where there is one. */
export function conversationWith(
  others: readonly string[],
  conversations: readonly Conversation[],
  reader: string,
): Conversation | null {
  const wanted = [...new Set([...others, reader])].toSorted().join();
  const kind = others.length > 1 ? "group" : "direct";
  return conversations.find((each) => each.kind === kind && (each.members ?? []).toSorted().join() === wanted) ?? null;
}
