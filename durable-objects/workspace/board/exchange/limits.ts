/** Every limit of import and export (P8). */

/** The CSV of one import, in bytes of UTF-8. */
export const MAX_CSV_BYTES = 5_000_000;
/** Rows of one CSV, the header left out. */
export const MAX_CSV_ROWS = 10_000;
/** Columns of one CSV. */
export const MAX_CSV_COLUMNS = 300;
/** Rows taken over in one transaction, and the length of their JSON. */
export const ROWS_AT_ONCE = 100;
export const ROWS_LENGTH_AT_ONCE = 200_000;
/** Names in one cell: labels, assignees, other tasks. */
export const MAX_NAMES_IN_CELL = 100;
/** Errors and warnings that a report spells out, each; it counts them all. */
export const MAX_REPORTED = 1_000;
/** Rows of a preview, and the longest cell it shows, in UTF-16 units. */
export const PREVIEW_ROWS = 10;
export const PREVIEW_CELL_LENGTH = 200;
/** Descriptions written or read side by side. */
export const TEXTS_AT_ONCE = 16;
/**
 * Descriptions that one import brings, or one download of a project carries: each is a question to a room of its own, of
 * which the platform allows one request about twice as many. The export of a workspace carries any number.
 */
export const MAX_TEXTS = 5_000;
/** Tasks read from the room at once for an export. */
export const TASKS_READ_AT_ONCE = 250;

/** Exports of a workspace that are remembered, the newest first. */
export const MAX_EXPORTS = 50;
/** How long an export can be downloaded. */
export const EXPORT_KEPT_MS = 7 * 24 * 60 * 60 * 1000;
/** How long an export is tried before it counts as failed. */
export const EXPORT_PATIENCE_MS = 24 * 60 * 60 * 1000;
/** How often one step of an export may break down in itself before the export counts as failed. */
export const MAX_STEP_FAULTS = 5;
