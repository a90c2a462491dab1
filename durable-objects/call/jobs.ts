/** What the room's alarm runs, by name. */

/** Frees seats and places in the lobby that were kept long enough. */
export const SEATS_JOB = "seats";
/** Ends a call in which nobody is any more. */
export const EMPTY_JOB = "empty";
/** Ends the ringing of those who were rung for long enough. */
export const RINGS_JOB = "rings";
