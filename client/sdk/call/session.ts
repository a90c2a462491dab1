import type { CallSettings, Place } from "../../../durable-objects/call/protocol.ts";
import type { You } from "../../../durable-objects/room/protocol.ts";
import type { ConnectionState } from "../connection/connection.ts";
import type { Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import type { LocalMedia } from "./local.ts";
import type { CallState, JoinOutcome, PathProblem, Picture, Reaction } from "./state.ts";

/** How one wants to be in the call. */
export interface JoinRequest {
  /** `stage` when absent. */
  place?: Place;
  /** What becomes of another page of one's own that is in it: this one takes its place, or sits beside it. */
  other?: "instead" | "beside";
}

/**
 * One call, as one page has it open: who is in it, one's own media, and a path to each of the others. It lives outside of
 * any view, so that it goes on while another is shown. `open()` it to see the call, `join()` to be in it.
 *
 * What answers an outcome never rejects.
 */
export interface CallSession {
  readonly id: string;
  readonly connection: Observed<ConnectionState>;
  /** Who one is to the room; null until it has said so. */
  readonly you: Observed<You | null>;
  /** Null until the room has told it. */
  readonly state: Observed<CallState | null>;
  /** One's own media. What is on when one joins is sent. */
  readonly local: LocalMedia;
  /** Whether the room is just told what is on here: what it says of that may be from before, and nobody else's doing. */
  readonly isTelling: boolean;
  /** Of the others, who speaks, or last did, by seat. */
  readonly activeSpeaker: Observed<string | null>;
  readonly pathProblem: Observed<PathProblem | null>;
  /** Whether the browser keeps the others' sound back until the user does something; see {@link playSound}. */
  readonly soundBlocked: Observed<boolean>;

  open(): void;
  /** Leaves the call, lets go of all media, and is done for good. */
  close(): void;
  /** Tries to connect again at once, also after a final close. */
  reconnect(): void;

  // --- Being in it ---

  join(request?: JoinRequest): Promise<JoinOutcome>;
  /** Leaves the call, and lets go of one's own media; or stops knocking. */
  leave(): Promise<void>;
  /** Goes from watching to the stage, if there is a place. */
  takeStage(): Promise<CommandOutcome>;
  /** Only watches from now on. */
  leaveStage(): Promise<CommandOutcome>;
  raiseHand(): Promise<CommandOutcome>;
  /** One's own, or as a host another's. */
  lowerHand(peer?: string): Promise<CommandOutcome>;
  /** Shows an emoji to all. It is gone with the moment. */
  react(emoji: string): void;
  /** Calls `listener` of each reaction, one's own too; answers the function that stops it. */
  onReaction(listener: (reaction: Reaction) => void): () => void;

  // --- The others ---

  /** What one sees of a peer, by seat: null while they show nothing, or one's own. The same each time it is asked for. */
  streamOf(peer: string, picture: Picture): Observed<MediaStream | null>;
  /** How loud a peer is now, 0 to 1. The same each time it is asked for. */
  volumeOf(peer: string): Observed<number>;
  /** Plays what the browser kept back; from within a click or key press. */
  playSound(): void;

  // --- For who runs it ---

  admit(user: string): Promise<CommandOutcome>;
  refuse(user: string): Promise<CommandOutcome>;
  mute(peer: string): Promise<CommandOutcome>;
  muteAll(): Promise<CommandOutcome>;
  stopScreenOf(peer: string): Promise<CommandOutcome>;
  /** They may come back only if a host lets them in. */
  remove(peer: string): Promise<CommandOutcome>;
  makeCohost(peer: string): Promise<CommandOutcome>;
  unmakeCohost(peer: string): Promise<CommandOutcome>;
  changeSettings(set: Partial<CallSettings>): Promise<CommandOutcome>;
  /** Ends it for all. */
  end(): Promise<CommandOutcome>;
}
