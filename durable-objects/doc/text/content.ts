/** A doc's rich text as Markdown: read out of a Yjs document, and written into one as the smallest edit. */
import type * as Y from "yjs";
import { restoreForeign } from "./foreign.ts";
import { mergeBlocks } from "./merge.ts";
import { parseMarkdown } from "./parse.ts";
import { TEXT_FIELD } from "./protocol.ts";
import { readChildren } from "./tree.ts";
import { writeMarkdown } from "./write.ts";

/** Reads the text of `doc`. Stores nothing and changes nothing; a doc without text reads as "". */
export function readText(doc: Y.Doc): string {
  return writeMarkdown(readChildren(doc.getXmlFragment(TEXT_FIELD)));
}

/**
 * Edits `doc` in one transaction of `origin` until its text says what `markdown` says. What Markdown cannot say stays
 * as it was. Answers false, having changed nothing, when it said so already.
 * @throws RoomError `invalid` when the Markdown is nested too deep.
 */
export function writeText(doc: Y.Doc, markdown: string, origin: unknown): boolean {
  const fragment = doc.getXmlFragment(TEXT_FIELD);
  const present = readChildren(fragment);
  const wanted = parseMarkdown(markdown);
  if (writeMarkdown(wanted) === writeMarkdown(present)) return false;
  doc.transact(() => mergeBlocks(fragment, restoreForeign(wanted, present)), origin);
  return true;
}
