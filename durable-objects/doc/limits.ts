/** Every limit of a doc room (P8), and the times it works by. */
import type { RoomLimits } from "../room/attendance.ts";
import { MAX_FRAME_BYTES } from "./protocol.ts";

export { TEXT_LIMITS } from "./text/limits.ts";

/** What the kernel limits for every kind. */
export const ROOM_LIMITS: RoomLimits = {
  connections: 500,
  // Tabs and devices of a person, and the sockets of a program that works for many under one key.
  connectionsPerUser: 100,
  frames: { burst: 30_000, perSecond: 500 },
  // A stock client knows no receipts; it is asked instead (readers.ts).
  reader: { maxBehind: 8 * 1024 * 1024, confirmedBy: "sdk" },
};

/** For load tools, which run with `RATE_LIMITS=off`: frames are not counted. */
export const UNCOUNTED_ROOM_LIMITS: RoomLimits = {
  ...ROOM_LIMITS,
  frames: { burst: Number.POSITIVE_INFINITY, perSecond: 0 },
};

export const DOC_LIMITS = {
  /** The largest frame a client may send. */
  frameBytes: MAX_FRAME_BYTES,
  /** The most a doc may weigh, encoded as one update. Every phone that opens it must hold it. */
  docBytes: 1_500_000,
  /** How far above `docBytes` updates may go that only delete: who is at the limit must be able to get below it. */
  deleteSlackBytes: 100_000,
  /** A tail of at least this many bytes or entries is worth a compaction… */
  compactBytes: 64 * 1024,
  compactEntries: 512,
  /** …unless it is less than one part in this of the snapshot it would rewrite… */
  compactFraction: 4,
  /** …or has this many entries all the same. */
  compactEntriesAlways: 4_096,
  /** How long after a compaction became worth it it runs, so that it does not take its time from a burst of writing. */
  compactAfterMs: 15_000,
  /** A tail this large is compacted at once. */
  compactNowBytes: 1_000_000,
  /** How long a small doc that was loaded to be proved is trusted, unless something suspicious comes in. */
  proveEveryMs: 1_000,
  /** Entries that one compaction may set aside; the rest waits for the next. */
  quarantinePerRun: 32,
  /** Compactions that may fail one after the other before the room stops trying and reports it. */
  compactFailures: 3,
  /**
   * All updates within this time of the last relayed one go out as one frame. Each ms more saves a busy document about
   * 5 % of its sends and makes the slowest of its updates a ms later.
   */
  windowMs: 17,
  /** The same for presence, which can wait longer. */
  presenceWindowMs: 48,
  /**
   * A socket's presence as JSON, in UTF-16 units as the others are told it. An attachment holds 16,384 bytes, the
   * passport among them, and takes two bytes for each unit as soon as one is beyond Latin-1.
   */
  presenceLength: 7_000,
  /** The highest clock of a presence entry: the room counts on from it, within what a varUint may be. */
  presenceClock: 2 ** 52,
  /** Entries of others that one awareness frame may hold: stock clients send back all they hear. */
  presenceEntries: 2_000,
  /** Peers not heard of for this long are named again when a stock client renews; stock clients forget after 30 s. */
  presenceQuietMs: 10_000,
  /** Bytes a socket may be answered when it asks for what it lacks: the whole of the largest doc, ten times over. */
  joins: { burst: 16 * 1024 * 1024, perSecond: 64 * 1024 },
  /** A stock socket is asked for a receipt after each of this many bytes sent. */
  receiptBytes: 1024 * 1024,
  /** Frames above this are compressed for those who asked; below it the head and the turn cost more than they save. */
  deflateBytes: 16 * 1024,
};

export type DocLimits = Readonly<typeof DOC_LIMITS>;

export const VERSION_LIMITS = {
  /** Named versions of one doc; each is a full state, for ever. */
  named: 500,
  /** Versions the room itself keeps before restores; the oldest goes when there are more. */
  automatic: 50,
} as const;

export const HISTORY_LIMITS = {
  /** How long the history goes back, in ms. */
  keptMs: 30 * 24 * 60 * 60_000,
  /** Segments older than this move to R2, in ms… */
  shelveAfterMs: 24 * 60 * 60_000,
  /** …and younger ones too while more than this many bytes of them stand in the object. */
  inlineBytes: 2 * 1024 * 1024,
  /** Bytes of segments in one R2 object. */
  packBytes: 1024 * 1024,
  /** A full state is kept behind each of this many bytes of entries, so that no moment is far from one. */
  floorEveryBytes: 1024 * 1024,
  /** Writing of one person belongs to one change while it pauses no longer than this, in ms… */
  pauseMs: 60_000,
  /** …that of another joins it only when they write at the same time: within this of each other, in ms… */
  togetherMs: 3_000,
  /** …and no change goes on for longer than this, in ms. */
  changeMs: 5 * 60_000,
  /** Changes that are told apart; of a doc with more, the oldest can be read still, but are not listed. */
  changes: 20_000,
  /** Bytes of edits in one answer that tells the past edit by edit. */
  recordBytes: 1024 * 1024,
} as const;
