import { mentionAt } from "../../doc/text/mention.ts";
import { MAX_MENTIONS } from "../limits.ts";
import type { Message } from "../protocol.ts";
import { piecesOf } from "./pieces.ts";

/** Whom a text mentions. */
export type Mentions = Pick<Message, "mentions" | "mentionsAll">;

/** Whatever mentions anyone holds one of these. */
const MAY_MENTION = /ensemble:|@everyone|@here/;
const ALL = /(?<![\p{L}\p{N}_.@/-])@(everyone|here)(?![\p{L}\p{N}_-])/gu;

/**
 * Reads whom a message mentions: people by links to `ensemble:user/{id}`, and all by `@everyone` or `@here`, outside of
 * code and links.
 */
export function mentionsIn(text: string): Mentions {
  if (!MAY_MENTION.test(text)) return { mentions: [], mentionsAll: null };
  const users = new Set<string>();
  const all = new Set<string>();
  for (const piece of piecesOf(text)) {
    if (piece.kind === "link") {
      const mention = mentionAt(piece.url, piece.text);
      if (mention?.kind === "user" && users.size < MAX_MENTIONS) users.add(mention.id);
    } else if (piece.kind === "text") {
      for (const [, name = ""] of piece.text.matchAll(ALL)) all.add(name);
    }
  }
  return { mentions: [...users], mentionsAll: all.has("everyone") ? "everyone" : all.has("here") ? "here" : null };
}
