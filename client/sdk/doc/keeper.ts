import * as Y from "yjs";
import { newKey } from "../id.ts";
import type { DocCopies } from "./copies.ts";
import type { DocCopy } from "./copy.ts";
import type { SetAside } from "./database.ts";
import { Shelf } from "./shelf.ts";

/** Yjs's encoding of nothing: no structs, no deletes. */
const EMPTY_UPDATE_BYTES = 2;

/** Why a copy is given up. */
export interface GivenUp {
  code: string;
  message: string;
  /** Whether the doc goes on, at the same generation, in a copy that begins empty. */
  next: "empty" | "none";
}

/** What a doc that is given up leaves behind. */
interface Remains {
  doc: Y.Doc;
  generation: string;
  copy: DocCopy | null;
  unsaved: boolean;
  /** When it was given up, ms since 1970. */
  at: number;
  /** Closes the doc and its copy; called once what is in it is read. */
  end: () => Promise<void>;
}

/**
 * One doc's dealings with the browser's storage, one after another. Storage that fails leaves the doc in memory only,
 * which its status says; it never breaks the doc.
 */
export class Keeper {
  readonly shelf: Shelf;
  readonly #docId: string;
  readonly #copies: DocCopies | null;
  #work: Promise<void> = Promise.resolve();

  constructor(docId: string, copies: DocCopies | null) {
    this.#docId = docId;
    this.#copies = copies;
    this.shelf = copies?.shelf ?? Shelf.inMemory();
  }

  /** Opens the copy there is, of whatever generation, with its doc; null for none. */
  async load(): Promise<{ doc: Y.Doc; copy: DocCopy } | null> {
    const place = await this.#copies?.find(this.#docId).catch(() => null);
    if (!this.#copies || !place) return null;
    const doc = new Y.Doc();
    const copy = await this.#copies.load(place, doc).catch(() => null);
    return copy && { doc, copy };
  }

  /** Begins to keep `doc` at `generation`; `kept` gets the copy. */
  keep(doc: Y.Doc, generation: string, kept: (copy: DocCopy) => void): void {
    this.#queue(async (copies) => kept(await copies.keep(this.#docId, generation, doc)));
  }

  /** Gives up a doc: what nobody has confirmed of it is set aside, and then its copy is dropped. */
  giveUp(remains: Remains, { code, message, next }: GivenUp): void {
    const { doc, generation, copy, unsaved, at } = remains;
    const update = Y.encodeStateAsUpdate(doc);
    const ended = remains.end();
    const entry: SetAside = { id: newKey(), docId: this.#docId, generation, at, code, message, update };
    const safe = unsaved && update.byteLength > EMPTY_UPDATE_BYTES ? this.shelf.add(entry) : Promise.resolve();
    // Should the shelf not be written, the entry is still on it while this page lasts.
    safe.catch(() => {});
    this.#queue(async (copies) => {
      await Promise.all([safe, ended]);
      if (copy) await copies.drop(this.#docId, copy.place, next);
    });
  }

  /** Resolves when all that was begun is done. */
  idle(): Promise<void> {
    return this.#work;
  }

  #queue(work: (copies: DocCopies) => Promise<void>): void {
    const copies = this.#copies;
    if (copies) this.#work = this.#work.then(() => work(copies)).catch(() => {});
  }
}
