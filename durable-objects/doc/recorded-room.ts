import { type Outcome, ok, RoomError } from "../room/errors.ts";
import { Room } from "../room/room.ts";
import type { HistoryChange } from "./history/protocol.ts";
import type { HistoryRecord } from "./history/record/protocol.ts";
import type { DocOwn, DocTrace } from "./peer.ts";
import type { PackedEdition, Records, WantedVersion } from "./records.ts";
import type { Blocks } from "./text/tree.ts";
import type { DocVersion, Restored, TakenBack } from "./versions/protocol.ts";
import type { Keeper } from "./versions/versions.ts";

/**
 * What a doc's room answers those who do not type in it, over RPC: its text, its versions and its history. The workspace
 * has been asked whether the caller may.
 */
export abstract class RecordedRoom extends Room<DocOwn, DocTrace> {
  protected abstract readonly records: Records;

  async text(): Promise<Outcome<PackedEdition>> {
    return this.answer(() => this.records.text());
  }

  /** Makes the text say what `wanted` says, which was made from the edition `base` or null, as an edit by `by`. */
  async setText(
    by: string,
    wanted: Blocks,
    base: string | null,
  ): Promise<Outcome<PackedEdition & { changed: boolean }>> {
    return this.answer(() => this.records.setText(by, wanted, base));
  }

  /** Newest first, from behind the version `before` on; at most `limit`. */
  async versions(before: string | null, limit: number): Promise<Outcome<DocVersion[]>> {
    return this.answer(() => this.records.versions.list(before, limit));
  }

  async version(id: string): Promise<Outcome<{ version: DocVersion; blocks: Blocks }>> {
    return this.answer(() => this.records.version(id));
  }

  async keepVersion(wanted: WantedVersion): Promise<Outcome<DocVersion>> {
    return this.answer(() => this.records.keepVersion(wanted));
  }

  /** Gives the doc the content of a version, as an edit by `by`. */
  async restoreVersion(id: string, by: string): Promise<Outcome<Restored>> {
    return this.answer(() => this.records.versions.restore(id, by));
  }

  /** The full state of a version, as one update (v1). */
  async versionState(id: string): Promise<Outcome<Uint8Array>> {
    return this.answer(() => this.records.versions.state(id));
  }

  /** The version, if `by` may change it. */
  async versionFor(id: string, by: Keeper): Promise<Outcome<DocVersion>> {
    return this.answer(() => this.records.versions.findFor(id, by));
  }

  async renameVersion(id: string, name: string, by: Keeper): Promise<Outcome<DocVersion>> {
    return this.answer(() => this.records.versions.rename(id, name, by));
  }

  async removeVersion(id: string, by: Keeper): Promise<Outcome<null>> {
    return this.answer(() => {
      this.records.versions.remove(id, by);
      return null;
    });
  }

  /** Takes back the restore that the version `before` was kept for, as an edit by `by`. */
  async takeBackRestore(before: string, by: string): Promise<Outcome<TakenBack>> {
    return this.answer(() => this.records.versions.takeBack(before, by));
  }

  /** Who changed what, newest first, from behind the moment `before` (ms since 1970) on; at most `limit`. */
  async history(before: number | null, limit: number): Promise<Outcome<HistoryChange[]>> {
    return this.answer(() => this.records.changes(before, limit));
  }

  /** The text as it was right after the moment `at`, ms since 1970. */
  async textAt(at: number): Promise<Outcome<Blocks>> {
    return this.answer(() => this.records.textAt(at));
  }

  /** The full state as it was right after the moment `at`, ms since 1970, as one update (v1). */
  async stateAt(at: number): Promise<Outcome<Uint8Array>> {
    return this.answer(() => this.records.stateAt(at));
  }

  /** The state right after `after`, and the edits from there towards `until`, both ms since 1970. */
  async record(after: number, until: number): Promise<Outcome<HistoryRecord>> {
    return this.answer(() => this.records.record(after, until));
  }

  /** Gives the doc the content of the moment `at`, as an edit by `by`; `id` is that of the version kept for it. */
  async restoreMoment(id: string, at: number, by: string): Promise<Outcome<Restored>> {
    return this.answer(() => this.records.restoreMoment(id, at, by));
  }

  /** Runs what RPC asked for; whatever goes wrong is a value, and only what is ours to tell. */
  protected async answer<Value>(act: () => Value | Promise<Value>): Promise<Outcome<Value>> {
    try {
      void this.at;
      return ok(await act());
    } catch (cause) {
      if (cause instanceof RoomError) return { ok: false, problem: cause.toProblem() };
      this.log.error("doc.request_failed", { cause });
      return { ok: false, problem: { code: "internal", message: "The document could not do that." } };
    }
  }
}
