import type { LiveDocument } from "../document.ts";
import type { LogEntry } from "../log/segments.ts";

/** What the history of a doc works on. */
export interface HistorySurroundings {
  document: LiveDocument;
  files: R2Bucket;
  /** The doc's id, which names its folder in R2. */
  doc: () => string;
}

/** Entries of the log, oldest first, read as they are asked for. */
export type Entries = () => Iterable<LogEntry>;
