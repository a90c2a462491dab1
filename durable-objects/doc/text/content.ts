/** A doc's rich text: read out of a Yjs document, and written into one as the smallest edit. */
import type * as Y from "yjs";
import { restoreForeign } from "./foreign.ts";
import { mergeBlocks } from "./merge.ts";
import { TEXT_FIELD } from "./protocol.ts";
import { readChildren, type TreeNode } from "./tree.ts";

/** Reads the text of `doc`, of whatever nodes it is. Stores nothing and changes nothing. */
export function readText(doc: Y.Doc): TreeNode[] {
  return readChildren(doc.getXmlFragment(TEXT_FIELD));
}

/**
 * Edits `doc` in one transaction of `origin` until its text says what `blocks` say, which must be of the schema (as
 * `parseMarkdown` makes them). What Markdown cannot say stays as it was. Answers false, having changed nothing, when it
 * said so already.
 */
export function writeText(doc: Y.Doc, blocks: readonly TreeNode[], origin: unknown): boolean {
  const fragment = doc.getXmlFragment(TEXT_FIELD);
  const wanted = restoreForeign(blocks, readChildren(fragment));
  let changed = false;
  const note = () => {
    changed = true;
  };
  doc.on("update", note);
  doc.transact(() => mergeBlocks(fragment, wanted), origin);
  doc.off("update", note);
  return changed;
}
