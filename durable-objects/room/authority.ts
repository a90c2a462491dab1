/**
 * What passes between the workspace object, which owns membership and the registry of its rooms, and the rooms.
 * The kernel knows these shapes; only `workspace/` knows how they are decided.
 */
import type { Json } from "./acceptance.ts";
import type { Outcome } from "./errors.ts";
import type { Kind, Role } from "./protocol.ts";

/** A user's right in a workspace at one revision. */
export interface Standing {
  user: string;
  name: string;
  role: Role;
  /** Grows with every change of this member; a ticket or pass below what a room knows is refused. */
  revision: number;
}

/** One room of one workspace; its object stores this at creation and never changes it. */
export interface RoomAddress {
  workspace: string;
  kind: Kind;
  room: string;
}

/** What the workspace object answers to a room (and to the ticket route). */
export interface Authority {
  /** May `user` enter this room? Records (user, room), so that later changes of the member reach it. */
  admit(user: string, at: RoomAddress): Promise<Outcome<Standing>>;
}

/**
 * What a room is told by another, mostly by the workspace object: in order and once (it keeps the last number per source).
 * `standing: null` says the user may not be here any more.
 */
export type RoomNotice =
  | { type: "standing"; user: string; revision: number; standing: Standing | null }
  | { type: "session_revoked"; user: string; session: string }
  | { type: "erase"; by: string | null }
  /** What a room of one kind tells a room of another; the receiver's kind knows what it may be. */
  | { type: "told"; body: Json };

/** One delivery out of an outbox lane. `number` grows along the lane; `source` names the sender and its history. */
export interface Delivery<T> {
  source: string;
  number: number;
  body: T;
}

/** The RPC face that every room of every kind has. */
export interface RoomPort {
  /** The address stored at creation, or null for a room never created. Stores nothing. */
  address(): Promise<RoomAddress | null>;
  /** Creates the room; again with the same address it changes nothing. */
  create(at: RoomAddress): Promise<Outcome<null>>;
  /** Takes deliveries in order; those already taken are passed over. Answers the last number it holds. */
  deliver(deliveries: Delivery<RoomNotice>[]): Promise<number>;
}
