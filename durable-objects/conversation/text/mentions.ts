import { mentionAt } from "../../doc/text/mention.ts";
import type { Message } from "../protocol.ts";
import { nodesOf, parseMessage } from "./tree.ts";

/** Whom a text mentions. */
export type Mentions = Pick<Message, "mentions" | "mentionsAll">;

/** As many as one message may mention by name; more are words. */
const MAX_MENTIONS = 50;

/** Whatever mentions anyone holds one of these. */
const MAY_MENTION = /ensemble:|@everyone|@here/;
const ALL = /(?<![\p{L}\p{N}_.@/-])@(everyone|here)(?![\p{L}\p{N}_-])/gu;

/**
 * Reads whom a message mentions: people by links to `ensemble:user/{id}`, and all by `@everyone` or `@here` outside of
 * code and links. @throws RoomError `invalid` for Markdown that is made to take long
 */
export function mentionsIn(text: string): Mentions {
  if (!MAY_MENTION.test(text)) return { mentions: [], mentionsAll: null };
  const users = new Set<string>();
  const all = new Set<string>();
  const linked = new Set<unknown>();
  for (const node of nodesOf(parseMessage(text))) {
    if (node.type === "link") {
      const mention = mentionAt(node.url, "");
      if (mention?.kind === "user" && users.size < MAX_MENTIONS) users.add(mention.id);
      for (const child of node.children) linked.add(child);
    } else if (node.type === "text" && !linked.has(node)) {
      for (const [, name = ""] of node.value.matchAll(ALL)) all.add(name);
    }
  }
  return { mentions: [...users], mentionsAll: all.has("everyone") ? "everyone" : all.has("here") ? "here" : null };
}
