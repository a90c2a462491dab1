/** Every limit of an inbox (P8). */

/** Notifications kept; the oldest read ones go first. */
export const MAX_NOTIFICATIONS = 2_000;
/** Those that one event tells; of more there are several. */
export const MAX_EVENT_NOTIFICATIONS = 200;
/** Those a snapshot brings; older ones are asked for over HTTP. */
export const SNAPSHOT_NOTIFICATIONS = 50;
/** How long a notification's title and text are kept, in UTF-16 units: with its ids they must fit a push of 3,993 bytes. */
export const MAX_TITLE_LENGTH = 200;
export const MAX_TEXT_LENGTH = 500;
/** Conversations whose unread state is kept; those where nothing is unread go first. */
export const MAX_CONVERSATIONS = 2_000;
export const MAX_DRAFTS = 200;
/** In UTF-16 units; whatever a message may be. */
export const MAX_DRAFT_LENGTH = 16 * 1024;
/** Of all drafts together: a snapshot has them. */
export const MAX_DRAFTS_LENGTH = 400_000;
export const MAX_SAVED = 1_000;
export const MAX_REMINDERS = 200;
export const MAX_NOTE_LENGTH = 500;
export const MAX_MUTES = 2_000;
export const MAX_PUSH_SUBSCRIPTIONS = 20;
/** Projects for which preferences are kept. */
export const MAX_PROJECT_PREFERENCES = 500;
/** Days to come on which something is due. */
export const MAX_DUE_DAYS = 2_000;
/** Workspaces whose late words are told from new ones. */
export const MAX_FORMER = 200;
/** How far ahead one may snooze or be reminded. */
export const MAX_AHEAD_MS = 5 * 366 * 24 * 60 * 60 * 1000;
/** At what time of the day something is due its user is told. */
export const DUE_HOUR = "09:00";
/** What is told so long after that time, as by a room that could not reach this one, still counts as told in time. */
export const DUE_TOLD_LATE_MS = 60 * 60 * 1000;
/** A device that was not heard for so long has nobody at it, whatever it said last. */
export const ACTIVE_MS = 2 * 60 * 1000;

/** What the room allows its sockets: the devices of one user. */
export const INBOX_ROOM_LIMITS = {
  connections: 50,
  connectionsPerUser: 50,
  frames: { burst: 200, perSecond: 20 },
  reader: { maxBehind: 8_000_000, confirmedBy: "everyone" },
  frameLength: 65_536,
  streams: 4,
  resume: 1_000,
  keptEvents: 2_000,
} as const;
