/** Every limit of a call (P8). */

/** Peers who may send and receive media: each sends to each other one (mesh). More may watch the roster and the chat. */
export const MAX_ON_STAGE = 6;
/** Seats in all, and of one user. */
export const MAX_SEATS = 100;
export const MAX_SEATS_PER_USER = 4;
export const MAX_KNOCKS = 50;
/** The longest description, and the longest candidate line, in UTF-16 units. A big call's SDP is 10 to 30 kB. */
export const MAX_SDP_LENGTH = 64 * 1024;
export const MAX_CANDIDATE_LENGTH = 1_024;
/** Tracks of one description that are named. */
export const MAX_TRACKS = 16;
export const MAX_REACTION_LENGTH = 32;

/** How long a peer whose socket is gone keeps its seat, in ms. */
export const SEAT_GRACE_MS = 20_000;
/** How long one who was not let in waits before they may ask again, in ms. */
export const REFUSED_MS = 30_000;
/** A call in which nobody is any more ends after so long; a planned one not before its time is over. */
export const EMPTY_GRACE_MS = 60_000;
/** One that was started and that nobody ever came into. */
export const NEVER_JOINED_MS = 10 * 60_000;
/** How long a planned call of no said length is expected to last, in minutes. */
export const USUAL_MINUTES = 60;
/** Pages that sat in a seat before and are not let back into it. */
export const FORMER_PAGES = 8;
/** How long somebody is rung before they have missed it. */
export const RING_MS = 45_000;

/** What is taken of one socket beside commands: what it has relayed, reactions, and asking for servers. */
export const ASIDE_LIMITS = {
  signal: { burst: 600, perSecond: 60 },
  react: { burst: 10, perSecond: 2 },
  ice: { burst: 10, perSecond: 0.2 },
} as const;
/** The same, with what it asks of the room. */
export const SOCKET_LIMITS = { ...ASIDE_LIMITS, command: { burst: 100, perSecond: 10 } } as const;

/** What the room allows its sockets. */
export const CALL_ROOM_LIMITS = {
  connections: 200,
  connectionsPerUser: 10,
  frames: { burst: 800, perSecond: 80 },
  reader: { maxBehind: 4_000_000, confirmedBy: "everyone" },
  frameLength: 2 * MAX_SDP_LENGTH,
  streams: 2,
  resume: 500,
  keptEvents: 2_000,
} as const;

const UNCOUNTED = { burst: Number.POSITIVE_INFINITY, perSecond: 0 };
/** For load tools, which run with `RATE_LIMITS=off`: frames are not counted. */
export const UNCOUNTED_SOCKET_LIMITS = { command: UNCOUNTED, signal: UNCOUNTED, react: UNCOUNTED, ice: UNCOUNTED };
export const UNCOUNTED_ROOM_LIMITS = {
  ...CALL_ROOM_LIMITS,
  frames: UNCOUNTED,
};
