/** Every limit of a workspace (P8). */

/** Longest name of a workspace and title of a page, in UTF-16 units. */
export const MAX_NAME_LENGTH = 200;
/** Members of one workspace, guests included. */
export const MAX_MEMBERS = 5_000;
/** Pages of one workspace. */
export const MAX_PAGES = 2_000;
/** How deep pages may stand under one another: a page at the root counts as one. */
export const MAX_PAGE_DEPTH = 10;
/** Invitations that are neither used up, revoked nor expired. */
export const MAX_OPEN_INVITATIONS = 500;
/** Rooms named to one guest, and rooms named in one invitation. */
export const MAX_GRANTS = 500;
/** Events a snapshot carries as the latest activity. */
export const ACTIVITY_LENGTH = 50;
/** Audit rows kept in the object; D1's `audit_logs` keeps them all. */
export const AUDIT_KEPT_ROWS = 20_000;
/** For how many days an invitation may be accepted, unless another number is asked for; and the most there may be. */
export const INVITATION_DAYS = 7;
export const MAX_INVITATION_DAYS = 30;
/** How long a workspace marked for deletion can still be kept. */
export const DELETION_GRACE_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * What the room allows its sockets. A reader may be behind by a whole snapshot, which is sent without waiting: 10,000 open
 * tasks, with labels and a checklist each, come to some 15 million characters.
 */
export const WORKSPACE_ROOM_LIMITS = {
  connections: 2_000,
  connectionsPerUser: 20,
  frames: { burst: 200, perSecond: 20 },
  reader: { maxBehind: 32_000_000, confirmedBy: "everyone" },
  frameLength: 65_536,
  streams: 64,
  resume: 1_000,
  keptEvents: 10_000,
} as const;
