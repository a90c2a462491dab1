/** What a call's room owes the outside, and by which lanes. The inboxes of those it rings have lanes of their own. */

/** The lane to the workspace, which tells its people who is in the call. */
export const WORKSPACE_LANE = "workspace";
/** The lane to D1's log of calls. */
export const LOG_LANE = "log";

/** The stream of the stays that the log is owed. No client can follow it. */
export const LOG_STREAM = "log";

/** Where an event is owed to by which others are here than before. */
export const HERE_LANES: readonly string[] = [WORKSPACE_LANE];
