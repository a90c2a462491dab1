import type { z } from "zod";
import type { ConnectionOptions } from "../connection/connection.ts";
import type { Observed } from "../observed.ts";
import type { CommandOutcome, PendingCommand } from "../queue/queue.ts";
import type { Keep } from "../queue/rows.ts";
import type { StreamCopies } from "./copies.ts";
import type { StreamDesign } from "./stream.ts";

/** What a kind of room is to its clients. */
export interface RoomDesign<State, Event, Command, Part = unknown> {
  /** The `room` stream. */
  stream: StreamDesign<State, Event, Part>;
  /** What may be asked of it, without the id, which is made here. */
  commands: z.ZodType<Command>;
}

export interface RoomOptions extends ConnectionOptions {
  /** Where commands are kept until they are answered; without one they last as long as the page does. */
  keep?: Keep | null;
  /** Where the room's streams are kept, to begin with the next time; without it each begins with nothing. */
  copies?: StreamCopies | null;
}

/** Another stream of a room, followed. */
export interface Followed<State> {
  state: Observed<State | null>;
  /** The seq of the last event its state has; null before there is one. */
  seq: () => number | null;
  stop: () => void;
}

/** Told of each command that was answered, or never will be, just before it goes from `pending`. */
export type SettledListener<Command> = (pending: PendingCommand<Command>, outcome: CommandOutcome) => void;
