/** What restores are called where the log asks for a connection, so that the history knows them again. */

const RESTORE = "restore";
const UNDO = "undo";

/** What an entry of the log did beside writing. */
export interface Restoring {
  /** The version it restored; null for writing. */
  restored: string | null;
  /** It took back a restore: what it restored is the version kept before that. */
  undid: boolean;
  /** The version that was kept of the content before it; null for writing. */
  before: string | null;
}

/** The connection of a restore of `version`, before which the version `before` was kept. */
export function restoreSender(version: string, before: string): string {
  return `${RESTORE}:${version}:${before}`;
}

/** The connection of an edit that takes back the restore for which `version` was kept; `before` as above. */
export function undoSender(version: string, before: string): string {
  return `${UNDO}:${version}:${before}`;
}

/** Reads what {@link restoreSender} and {@link undoSender} wrote. */
export function restoringOf(connection: string): Restoring {
  const [act, restored = "", before = ""] = connection.split(":");
  if (act !== RESTORE && act !== UNDO) return { restored: null, undid: false, before: null };
  return { restored, undid: act === UNDO, before: before === "" ? null : before };
}
