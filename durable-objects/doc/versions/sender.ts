/** What restores are called where the log asks for a connection, so that the history knows them again. */

const RESTORE = "restore:";
const UNDO = "undo:";

/** What an entry of the log did beside writing. */
export interface Restoring {
  /** The version it restored; null for writing. */
  restored: string | null;
  /** It took back a restore: what it restored is the version kept before that. */
  undid: boolean;
}

/** The connection of a restore of `version`. */
export function restoreSender(version: string): string {
  return RESTORE + version;
}

/** The connection of an edit that takes back the restore which `before` was kept for. */
export function undoSender(before: string): string {
  return UNDO + before;
}

/** Reads what {@link restoreSender} and {@link undoSender} wrote. */
export function restoringOf(connection: string): Restoring {
  if (connection.startsWith(RESTORE)) return { restored: connection.slice(RESTORE.length), undid: false };
  if (connection.startsWith(UNDO)) return { restored: connection.slice(UNDO.length), undid: true };
  return { restored: null, undid: false };
}
