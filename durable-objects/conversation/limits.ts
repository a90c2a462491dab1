/** Every limit of a conversation (P8). */

/** The longest message, in bytes of UTF-8. */
export const MAX_MESSAGE_BYTES = 16 * 1024;
/** Messages a snapshot brings, and the most that one page of history may have. */
export const SNAPSHOT_MESSAGES = 50;
export const MAX_PAGE_MESSAGES = 200;
export const MAX_ATTACHMENTS = 10;
/** Files of one user that were uploaded here and are in no message yet. */
export const MAX_FREE_FILES = 200;
/** Different reactions on one message, and how long one may be, in UTF-16 units. */
export const MAX_REACTION_KINDS = 50;
export const MAX_REACTION_LENGTH = 32;
export const MAX_PINS = 100;
/** People that one message may mention by name; more are words. */
export const MAX_MENTIONS = 50;
/** Users who may react to one message in one way: a row of SQLite has its limits. */
export const MAX_REACTORS = 500;
/** Links of one message that are looked behind, and messages that may wait for it; more go without. */
export const MAX_LINKS = 3;
export const MAX_PREVIEWS_WANTED = 100;
/** Messages one user may have waiting to be sent, and how far ahead. */
export const MAX_SCHEDULED = 50;
export const MAX_SCHEDULE_AHEAD_MS = 366 * 24 * 60 * 60 * 1000;
/** Former texts kept of one message: the first, and the newest of the others. */
export const MAX_EDITS_KEPT = 50;
/** Unread messages are counted up to here; one more is told as this, shown as "99+". */
export const MAX_UNREAD_TOLD = 100;
/** What is posted is in the search index within so many ms; a search indexes what is not. */
export const INDEX_WITHIN_MS = 2_000;
/** Longest search, in UTF-16 units. */
export const MAX_SEARCH_LENGTH = 300;

/** How inboxes are told what is unread: at most some hundred a second, however many belong here. */
export const UNREAD_TELLING = {
  /** For so long what happens is gathered, and for so much longer with each reader to be told, in ms. */
  quietMs: 250,
  perReaderMs: 10,
  /** While more goes on happening, they are told at most so often, in ms; what they see is right within a second still. */
  steadyMs: 800,
  atOnce: 20,
  /** When the alarm looks for what a crash or an unreachable inbox left untold, in ms. */
  backupMs: 2_000,
  /** A delivery unanswered for so long, in ms, counts as failed. */
  patienceMs: 30_000,
} as const;

/** What the room allows its sockets. */
export const CONVERSATION_ROOM_LIMITS = {
  connections: 2_000,
  connectionsPerUser: 20,
  frames: { burst: 200, perSecond: 20 },
  reader: { maxBehind: 8_000_000, confirmedBy: "everyone" },
  frameLength: 65_536,
  streams: 8,
  resume: 1_000,
  keptEvents: 10_000,
} as const;

/** For load tools, which run with `RATE_LIMITS=off`: frames are not counted. */
export const UNCOUNTED_ROOM_LIMITS = {
  ...CONVERSATION_ROOM_LIMITS,
  frames: { burst: Number.POSITIVE_INFINITY, perSecond: 0 },
};
