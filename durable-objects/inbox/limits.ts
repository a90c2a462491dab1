/** Every limit of an inbox (P8). */

/** Notifications kept; the oldest read ones go first. */
export const MAX_NOTIFICATIONS = 2_000;
/** Those a snapshot brings, and the most of one page. */
export const SNAPSHOT_NOTIFICATIONS = 50;
export const MAX_PAGE_NOTIFICATIONS = 200;
export const MAX_DRAFTS = 200;
/** In UTF-16 units; whatever a message may be. */
export const MAX_DRAFT_LENGTH = 16 * 1024;
export const MAX_SAVED = 1_000;
export const MAX_REMINDERS = 200;
export const MAX_NOTE_LENGTH = 500;
export const MAX_MUTES = 2_000;
export const MAX_PUSH_SUBSCRIPTIONS = 20;
/** How far ahead one may snooze or be reminded. */
export const MAX_AHEAD_MS = 5 * 366 * 24 * 60 * 60 * 1000;

/** What the room allows its sockets: the devices of one user. */
export const INBOX_ROOM_LIMITS = {
  connections: 50,
  connectionsPerUser: 50,
  frames: { burst: 200, perSecond: 20 },
  reader: { maxBehind: 8_000_000, confirmedBy: "everyone" },
  frameLength: 65_536,
  streams: 4,
  resume: 1_000,
  keptEvents: 5_000,
} as const;
