import type { LiveDocument } from "./document.ts";
import { History } from "./history/history.ts";
import type { HistoryChange } from "./history/protocol.ts";
import type { HistoryRecord } from "./history/record/protocol.ts";
import { HISTORY_BEFORE_SCHEMA, HISTORY_FLOORS_SCHEMA, HISTORY_SCHEMA } from "./history/store.ts";
import { LiveText } from "./text/live-text.ts";
import { type Blocks, packBlocks, unpackBlocks } from "./text/tree.ts";
import type { DocVersion, Restored } from "./versions/protocol.ts";
import { RESTORES_SCHEMA, VERSIONS_SCHEMA } from "./versions/store.ts";
import { type PastState, Versions } from "./versions/versions.ts";

/** The tables that {@link Records} need, for the room's migrations: one step of them after the other. */
export const RECORDS_SCHEMAS = [
  VERSIONS_SCHEMA + HISTORY_SCHEMA,
  RESTORES_SCHEMA + HISTORY_FLOORS_SCHEMA,
  HISTORY_BEFORE_SCHEMA,
] as const;

export interface RecordsSurroundings {
  storage: DurableObjectStorage;
  document: LiveDocument;
  files: R2Bucket;
  /** The doc's id. */
  doc: () => string;
}

/** A text on its way to the edge, where it becomes Markdown in the caller's own time. */
export interface PackedEdition {
  blocks: Blocks;
  edition: string;
}

/** What a version is to be made of; `at` is a moment of the history, ms since 1970, or null for now. */
export interface WantedVersion {
  id: string;
  name: string;
  by: string;
  at: number | null;
}

/**
 * A doc as those see it who do not type in it: its text, its versions and its history, in the shapes RPC carries. Every
 * method throws RoomError; whether the caller may has been asked before.
 */
export class Records {
  readonly versions: Versions;
  readonly history: History;
  readonly #text: LiveText;

  constructor({ storage, document, files, doc }: RecordsSurroundings) {
    this.versions = new Versions(storage.sql, document);
    this.history = new History(storage, { document, files, doc });
    this.#text = new LiveText({
      document,
      stateLike: (at, is) => this.history.stateLike(at, Date.now(), is),
      now: Date.now,
    });
  }

  text(): PackedEdition {
    const { blocks, edition } = this.#text.read();
    return { blocks: packBlocks(blocks), edition };
  }

  /** As {@link LiveText.write}. */
  async setText(by: string, wanted: Blocks, base: string | null): Promise<PackedEdition & { changed: boolean }> {
    const { blocks, ...rest } = await this.#text.write(by, unpackBlocks(wanted), base);
    return { blocks: packBlocks(blocks), ...rest };
  }

  /** The text as it was right after the moment `at`, ms since 1970. */
  async textAt(at: number): Promise<Blocks> {
    return packBlocks(await this.history.textAt(at, Date.now()));
  }

  changes(before: number | null, limit: number): HistoryChange[] {
    return this.history.list(before, limit, Date.now());
  }

  version(id: string): { version: DocVersion; blocks: Blocks } {
    return { version: this.versions.find(id), blocks: packBlocks(this.versions.text(id)) };
  }

  async keepVersion({ at, ...version }: WantedVersion): Promise<DocVersion> {
    return this.versions.keep({ ...version, past: at === null ? null : await this.#pastOf(at) });
  }

  /** The full state as it was right after the moment `at`, ms since 1970. */
  stateAt(at: number): Promise<Uint8Array> {
    return this.history.stateAt(at, Date.now());
  }

  /** The state right after `after` and the edits from there towards `until`, ms since 1970. */
  record(after: number, until: number): Promise<HistoryRecord> {
    return this.history.record(after, until, Date.now());
  }

  /** Gives the doc the content of the moment `at`, as an edit by `by`; `id` is that of the version kept for it. */
  async restoreMoment(id: string, at: number, by: string): Promise<Restored> {
    return this.versions.restorePast(id, by, await this.#pastOf(at));
  }

  /** The state at a moment; one that is yet to come, as a clock that is ahead names it, is now. */
  async #pastOf(at: number): Promise<PastState> {
    const now = Date.now();
    const moment = Math.min(at, now);
    return { moment, state: await this.history.stateAt(moment, now) };
  }
}
