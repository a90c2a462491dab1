/** Descriptions that rows bring, into the docs of their tasks. */
import { parseMarkdown } from "../../durable-objects/doc/text/parse.ts";
import { packBlocks, unpackBlocks } from "../../durable-objects/doc/text/tree.ts";
import { writeMarkdown } from "../../durable-objects/doc/text/write.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type { RowFault } from "../../durable-objects/workspace/board/exchange/handover.ts";
import { sideBySide } from "../../durable-objects/workspace/board/exchange/side-by-side.ts";
import type { Bindings } from "../env.ts";

/** A text for a doc; null for one that only a real import makes. */
export interface RowText {
  row: number;
  docId: string | null;
  markdown: string;
}

/** Whether it made its doc say something else, or would; or why it could not be taken over. */
export type TextOutcome = { row: number; changed: boolean } | RowFault;

/** Makes each doc say its text, as edits by `actor`. */
export function putTexts(env: Pick<Bindings, "DOC">, actor: Actor, texts: readonly RowText[]): Promise<TextOutcome[]> {
  return sideBySide(texts, (text) =>
    told(text, async ({ docId, markdown }) => {
      if (docId === null) return false;
      const wanted = packBlocks(parseMarkdown(markdown));
      return unwrap(await env.DOC.getByName(docId).setText(actor.user, wanted, null)).changed;
    }),
  );
}

/** What {@link putTexts} would do. Changes nothing. */
export function compareTexts(env: Pick<Bindings, "DOC">, texts: readonly RowText[]): Promise<TextOutcome[]> {
  return sideBySide(texts, (text) =>
    told(text, async ({ docId, markdown }) => {
      const wanted = writeMarkdown(parseMarkdown(markdown));
      if (docId === null) return true;
      const { blocks } = unwrap(await env.DOC.getByName(docId).text());
      return writeMarkdown(unpackBlocks(blocks)) !== wanted;
    }),
  );
}

async function told(text: RowText, work: (text: RowText) => Promise<boolean>): Promise<TextOutcome> {
  try {
    return { row: text.row, changed: await work(text) };
  } catch (cause) {
    if (!(cause instanceof RoomError) || cause.code === "unavailable") throw cause;
    return { row: text.row, field: "description", message: cause.message.replace(/\.$/, "") };
  }
}
