/**
 * Writes the archive of a workspace to the store while the workspace goes on: a job of its object, in runs of some seconds. Each
 * run begins where the last one was kept, in one transaction, so whatever dies or is away costs at most one run; the store
 * takes a part again that it has. It ends as done or failed, and at the latest when its patience is over.
 */
import { exportKey } from "../../../../../worker/files/exports.ts";
import { abandonUpload, Upload } from "../../../../../worker/files/multipart.ts";
import { type FileStore, StorageUnavailable } from "../../../../../worker/files/store.ts";
import { EMPTY_ZIP, ZipWriter } from "../../../../../worker/files/zip.ts";
import { RoomError } from "../../../../room/errors.ts";
import type { Log } from "../../../../room/log.ts";
import type { Metrics } from "../../../../room/metrics.ts";
import { EXPORT_PATIENCE_MS, MAX_STEP_FAULTS } from "../limits.ts";
import { type Source, writePlace } from "./contents.ts";
import { FIRST_PLACE, type Place } from "./places.ts";
import type { ExportRow, ExportStore, Progress } from "./store.ts";

export interface ExporterSurroundings extends Omit<Source, "at"> {
  workspace: string;
  exports: ExportStore;
  files: FileStore;
  storage: DurableObjectStorage;
  log: Log;
  metrics: Metrics;
  now: () => number;
  /** How long one run goes on, in ms; at least one place is written in each. */
  runMs: number;
}

/** An export that is over in this form; its reason is for those who asked for it. */
class GivenUp extends Error {
  override name = "GivenUp";
}

/** Writes one export after the other, a run at a time. */
export class Exporter {
  readonly #around: ExporterSurroundings;

  constructor(around: ExporterSurroundings) {
    this.#around = around;
  }

  /**
   * Does one run of the export under way, and says whether there is more to do. @throws what stood in its way, when it
   * is to be tried again later; the export then says so of itself.
   */
  async run(): Promise<boolean> {
    const row = this.#around.exports.active();
    if (!row) return false;
    try {
      if (this.#around.now() > row.requestedAt + EXPORT_PATIENCE_MS) {
        throw new GivenUp("It could not be finished within a day.");
      }
      return await this.#write(row);
    } catch (cause) {
      await this.#failed(row, cause);
      return false;
    }
  }

  async #write(row: ExportRow): Promise<boolean> {
    const { files, exports } = this.#around;
    const { progress } = row;
    if (progress) {
      // A run may have died between the store's word that the file is whole and ours.
      const whole = await files.size(progress.upload.key);
      if (whole === null) {
        return this.#goOn(row, Upload.resume(files, progress.upload, exports.pieces(row.id, "tail")));
      }
      this.#end(row, { bytes: whole, files: row.files, reason: null });
      return false;
    }
    const key = exportKey(this.#around.workspace, row.id);
    const upload = await Upload.begin(files, key, "application/zip");
    try {
      return await this.#goOn(row, upload);
    } catch (cause) {
      // Nothing was kept by which it could be gone on with.
      await abandonUpload(files, upload.state);
      throw cause;
    }
  }

  async #goOn(row: ExportRow, upload: Upload): Promise<boolean> {
    const { now, runMs, exports } = this.#around;
    const { progress } = row;
    const until = now() + runMs;
    const zip = new ZipWriter((bytes) => upload.write(bytes), progress?.zip ?? EMPTY_ZIP);
    const records: Uint8Array[] = [];
    let place: Place = progress?.place ?? FIRST_PLACE;
    while (place.at !== "end") {
      const written = await writePlace(place, zip, { ...this.#around, at: row.requestedAt });
      records.push(...written.records);
      place = written.next;
      if (now() >= until) break;
    }
    if (place.at !== "end") {
      const kept = { place, zip: zip.state, upload: upload.state, runs: (progress?.runs ?? 0) + 1 };
      this.#keep(row, kept, records, upload.tail);
      return true;
    }
    const { files: count } = zip.state;
    await zip.finish([...exports.pieces(row.id, "directory"), ...records]);
    const bytes = await upload.complete();
    this.#end(row, { bytes, files: count, reason: null });
    return false;
  }

  #keep(row: ExportRow, progress: Progress, records: readonly Uint8Array[], tail: Uint8Array): void {
    const { storage, exports } = this.#around;
    storage.transactionSync(() => {
      if (!exports.find(row.id)) return;
      exports.put({ ...row, progress, files: progress.zip.files, faults: 0, reason: null });
      exports.setTail(row.id, tail);
      exports.addRecords(row.id, records);
    });
  }

  #end(row: ExportRow, result: Pick<ExportRow, "bytes" | "files" | "reason">): void {
    const { storage, exports, metrics, now } = this.#around;
    storage.transactionSync(() => {
      exports.put({ ...row, ...result, progress: null, endedAt: now() });
      exports.clearPieces(row.id);
    });
    metrics.count("export.ended", result.bytes === null ? "failed" : "done");
  }

  /** @throws `cause`, when it is to be tried again */
  async #failed(row: ExportRow, cause: unknown): Promise<void> {
    const { exports, files, log } = this.#around;
    log.warn("export.run_failed", { subject: row.id, cause });
    const away = isAway(cause);
    const faults = away ? row.faults : row.faults + 1;
    if (cause instanceof GivenUp || faults >= MAX_STEP_FAULTS) {
      if (row.progress) await abandonUpload(files, row.progress.upload);
      const reason = cause instanceof GivenUp ? cause.message : "Something in this workspace could not be written.";
      this.#end(row, { bytes: null, files: row.files, reason });
      return;
    }
    const reason = away ? AWAY : "Writing broke off.";
    exports.put({ ...row, faults, reason: `${reason} It is tried again.` });
    throw cause;
  }
}

const AWAY = "The storage for files, or a part of the workspace, cannot be reached just now.";

/** The platform marks its own failures; nothing here is then to blame. */
function isAway(cause: unknown): boolean {
  if (cause instanceof StorageUnavailable) return true;
  if (cause instanceof RoomError) return cause.code === "unavailable";
  return cause instanceof Error && ("retryable" in cause || "overloaded" in cause || "remote" in cause);
}
