import * as Y from "yjs";
import { RoomError } from "../../room/errors.ts";
import { fingerprint } from "../../room/fingerprint.ts";
import type { LiveDocument } from "../document.ts";
import { HTTP_SENDER } from "../log/segments.ts";
import { readText, writeText } from "./content.ts";
import type { TreeNode } from "./tree.ts";

/** A text and the edition it was read from: which content, and when. */
export interface Edition {
  blocks: TreeNode[];
  /** Opaque outside; see {@link LiveText.write}. */
  edition: string;
}

export interface LiveTextSurroundings {
  document: LiveDocument;
  /** The doc's state at a moment (ms since 1970) that `is` recognises, or null. @throws RoomError where it cannot be told */
  stateLike: (at: number, is: (doc: Y.Doc) => boolean) => Promise<Uint8Array | null>;
  now: () => number;
}

/** The text of a live doc, for those who read and write it as a whole. */
export class LiveText {
  readonly #around: LiveTextSurroundings;

  constructor(around: LiveTextSurroundings) {
    this.#around = around;
  }

  read(): Edition {
    return this.#editionOf(this.#around.document.read(sayingOf));
  }

  /**
   * Makes the text say what `blocks` say, as an edit by `by`, and answers how it reads then.
   *
   * With `base`, the edition that `blocks` were made from, the edit is the one from that edition to `blocks`: what
   * others wrote since is not undone but merged with it. Without, the edit is from the present to `blocks`.
   * @throws RoomError `precondition_failed` for a base that cannot be found again, `too_large`.
   */
  async write(by: string, blocks: readonly TreeNode[], base: string | null): Promise<Edition & { changed: boolean }> {
    const { document } = this.#around;
    const sender = { user: by, connection: HTTP_SENDER };
    const isPresent = base === null || document.read((doc) => markOf(doc)) === parse(base).mark;
    if (isPresent) {
      const written = document.write(sender, (doc) => ({ changed: writeText(doc, blocks, null), ...sayingOf(doc) }));
      return { changed: written.changed, ...this.#editionOf(written) };
    }
    const update = editFrom(await this.#stateOf(base), blocks);
    // A retry after others wrote on: the text says it already.
    const changed = update !== null && document.read((doc) => writeText(doc, blocks, null));
    if (update && changed) document.append(sender, update);
    return { changed, ...this.read() };
  }

  /** The state of an edition, out of the history. */
  async #stateOf(base: string): Promise<Uint8Array> {
    const { at, mark } = parse(base);
    const state = await this.#around.stateLike(at, (doc) => markOf(doc) === mark);
    if (!state) throw stale();
    return state;
  }

  /** Dated when what it says is in the log: an edition older than its own edit would not be found there. */
  #editionOf({ blocks, mark }: { blocks: TreeNode[]; mark: string }): Edition {
    return { blocks, edition: `${this.#around.now().toString(36)}-${mark}` };
  }
}

function sayingOf(doc: Y.Doc): { blocks: TreeNode[]; mark: string } {
  return { blocks: readText(doc), mark: markOf(doc) };
}

/** What tells a content from every other of the same doc: which structs it has and which of them are deleted. */
function markOf(doc: Y.Doc): string {
  return fingerprint(Y.encodeSnapshot(Y.snapshot(doc)).toString());
}

function parse(edition: string): { at: number; mark: string } {
  const [, at, mark] = /^([0-9a-z]{1,11})-([0-9a-f]{32})$/.exec(edition) ?? [];
  if (at === undefined || mark === undefined) throw stale();
  return { at: Number.parseInt(at, 36), mark };
}

function editFrom(state: Uint8Array, blocks: readonly TreeNode[]): Uint8Array | null {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => updates.push(update));
  writeText(doc, blocks, null);
  doc.destroy();
  return updates.length === 0 ? null : Y.mergeUpdates(updates);
}

function stale(): RoomError {
  return new RoomError("precondition_failed", "The text this was made from cannot be found again; read it anew.");
}
