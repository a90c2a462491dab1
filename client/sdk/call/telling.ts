import type { CallCommand, PeerMedia } from "../../../durable-objects/call/protocol.ts";
import type { Clock } from "../clock.ts";
import type { CommandOutcome } from "../queue/queue.ts";

/** What was refused may be told again after this, if it is still so. */
const AGAIN_MS = 2_000;

interface TellingParts {
  clock: Clock;
  /** What is on here. */
  local: () => PeerMedia;
  /** What the room says that one sends; null without a seat on the present socket. */
  roster: () => PeerMedia | null;
  command: (command: CallCommand) => Promise<CommandOutcome>;
  /** Turns off what the room says is not sent. */
  obey: (media: PeerMedia) => void;
}

/**
 * Keeps what is on here and what the room says of it the same. Where the two differ, whichever changed is right: what is
 * turned on or off here is told, and what the room turned off (a host did, or it was not allowed) goes off here.
 */
export class Telling {
  readonly #parts: TellingParts;
  /** What the room and this page last agreed on. */
  #told: PeerMedia | null = null;
  #isTelling = false;
  #cancelAgain: () => void = () => {};

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** Whether something is told: what the room says meanwhile of what is on here may be from before. */
  get isTelling(): boolean {
    return this.#isTelling;
  }

  /** One sat down anew, and said this. */
  seated(media: PeerMedia): void {
    this.#told ??= media;
    this.look();
  }

  /** One has no seat any more. */
  left(): void {
    this.#told = null;
    this.#cancelAgain();
  }

  /** Something changed, here or there. */
  look(): void {
    const roster = this.#parts.roster();
    const told = this.#told;
    // While something is told, what the room says may be from before.
    if (!roster || !told || this.#isTelling) return;
    const local = this.#parts.local();
    if (isSame(local, roster)) {
      this.#told = roster;
      return;
    }
    if (!isSame(roster, told)) {
      this.#told = roster;
      this.#parts.obey(exceptOff(roster, told));
      this.look();
      return;
    }
    void this.#tell(local);
  }

  async #tell(media: PeerMedia): Promise<void> {
    this.#isTelling = true;
    const outcome = await this.#parts.command({ type: "peer.media", media });
    this.#isTelling = false;
    if (!this.#told) return;
    if (outcome.ok) {
      this.#told = media;
      this.look();
      return;
    }
    // What was refused is as the room says it; what is off here stays off, and is told until it is heard.
    const roster = this.#parts.roster();
    if (roster) this.#parts.obey(roster);
    this.#cancelAgain = this.#parts.clock.after(AGAIN_MS, () => this.look());
  }
}

function isSame(one: PeerMedia, other: PeerMedia): boolean {
  return one.audio === other.audio && one.video === other.video && one.screen === other.screen;
}

/** What the room says, where it had not been told that this is off. */
function exceptOff(roster: PeerMedia, told: PeerMedia): PeerMedia {
  return {
    audio: roster.audio || !told.audio,
    video: roster.video || !told.video,
    screen: roster.screen || !told.screen,
  };
}
