/** The paper of 260,000 edits (`test/data/README.md`), as Yjs updates. */
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import * as Y from "yjs";
import { z } from "zod";

const FILE = `${import.meta.dirname}/../../data/automerge-paper.json.gz`;
const Trace = z.object({
  startContent: z.literal(""),
  endContent: z.string(),
  txns: z.array(z.object({ patches: z.array(z.tuple([z.number(), z.number(), z.string()])) })),
});

export interface Paper {
  edits: number;
  /** What was typed, a frame each; several edits share one, as they do when a client gathers what it sends. */
  updates: Uint8Array[];
  /** The document at the end, encoded once. */
  snapshot: Uint8Array;
  text: string;
}

/** Types the paper into one document, `editsPerUpdate` edits in each update. */
export async function typePaper(editsPerUpdate: number): Promise<Paper> {
  const { endContent, txns } = Trace.parse(JSON.parse((await promisify(gunzip)(await readFile(FILE))).toString()));
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  const text = doc.getText("default");
  // The paper holds no character outside the basic plane, so code points and UTF-16 units count alike.
  for (let at = 0; at < txns.length; at += editsPerUpdate) {
    doc.transact(() => {
      for (const { patches } of txns.slice(at, at + editsPerUpdate)) {
        for (const [position, deleted, inserted] of patches) {
          if (deleted > 0) text.delete(position, deleted);
          if (inserted.length > 0) text.insert(position, inserted);
        }
      }
    });
  }
  if (text.toString() !== endContent) throw new Error("the paper did not end as its author left it");
  const paper = { edits: txns.length, updates, snapshot: Y.encodeStateAsUpdate(doc), text: endContent };
  doc.destroy();
  return paper;
}
