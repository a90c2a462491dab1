/** Every limit of a workspace's calls (P8); what a call itself allows is in `call/limits.ts`. */

export const MAX_CALL_TITLE_LENGTH = 120;
/** Calls of a workspace that are planned or going on at once. */
export const MAX_OPEN_CALLS = 500;
/** People who may be invited to a call, and who may be rung at once. */
export const MAX_INVITED = 100;
export const MAX_RUNG = 50;
/** How long a planned call may last, and how far ahead it may be. */
export const MAX_CALL_MINUTES = 24 * 60;
export const MAX_CALL_AHEAD_MS = 2 * 366 * 24 * 60 * 60 * 1000;
/** Of who is in a call, so many are named to the whole workspace. */
export const MAX_HERE_NAMED = 12;
/** For how long a planned call lasts that nobody said it of. */
export const USUAL_CALL_MINUTES = 30;
/** How long before a planned call begins those who are invited hear of that. */
export const START_NOTICE_MS = 10 * 60 * 1000;
/** What is planned for a moment ago, by a clock that is behind, begins now. */
export const PLANNED_LATE_MS = 60 * 1000;
/** Ended calls that are kept; the earliest go, with all that was said in them. */
export const MAX_ENDED_CALLS = 10_000;
