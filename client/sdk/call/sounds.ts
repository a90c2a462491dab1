import type { CallPeer } from "../../../durable-objects/call/protocol.ts";
import { Cell, type Observed } from "../observed.ts";
import type { Equipment, Player } from "./media/equipment.ts";
import type { Link } from "./mesh/link.ts";

/** What is heard of a peer, and by which word of theirs it may be. */
const HEARD = [
  { name: "microphone", said: "audio" },
  { name: "screen_audio", said: "screen" },
] as const;

interface Playing {
  track: MediaStreamTrack;
  player: Player;
}

/**
 * What the others say, played out of sight, so that it goes on whatever the page shows. Nothing is played of whom the
 * roster calls muted: that is how a host's word holds where media goes from one to the other without the room.
 */
export class Sounds {
  readonly #equipment: Pick<Equipment, "makePlayer" | "makeStream">;
  readonly #playing = new Map<string, Playing>();
  readonly #blocked = new Cell(false);
  #speaker: string | null = null;

  constructor(equipment: Pick<Equipment, "makePlayer" | "makeStream">) {
    this.#equipment = equipment;
  }

  /** Whether the browser keeps sound back until the user does something. */
  get blocked(): Observed<boolean> {
    return this.#blocked;
  }

  /** Plays what there is to be heard now, of these. */
  show(peers: readonly CallPeer[], links: ReadonlyMap<string, { link: Link }>): void {
    const wanted = new Set<string>();
    for (const { id, media } of peers) {
      for (const { name, said } of HEARD) {
        const track = links.get(id)?.link.theirs(name)?.receiver.track;
        if (!track) continue;
        const key = `${id}/${name}`;
        wanted.add(key);
        this.#play(key, track).silence(!media[said]);
      }
    }
    for (const key of this.#playing.keys()) if (!wanted.has(key)) this.#stop(key);
    if (this.#playing.size === 0) this.#blocked.set(false);
  }

  /** Plays at another speaker from now on; null for the browser's own choice. */
  playAt(speaker: string | null): void {
    if (speaker === this.#speaker) return;
    this.#speaker = speaker;
    for (const { player } of this.#playing.values()) void player.playAt(speaker);
  }

  /** Plays what the browser kept back. */
  playAll(): void {
    this.#blocked.set(false);
    for (const { player } of this.#playing.values()) void this.#begin(player);
  }

  close(): void {
    for (const key of this.#playing.keys()) this.#stop(key);
    this.#blocked.set(false);
  }

  #play(key: string, track: MediaStreamTrack): Player {
    const known = this.#playing.get(key);
    if (known?.track === track) return known.player;
    this.#stop(key);
    const player = this.#equipment.makePlayer(this.#equipment.makeStream([track]));
    this.#playing.set(key, { track, player });
    if (this.#speaker !== null) void player.playAt(this.#speaker);
    void this.#begin(player);
    return player;
  }

  async #begin(player: Player): Promise<void> {
    if (!(await player.play())) this.#blocked.set(true);
  }

  #stop(key: string): void {
    this.#playing.get(key)?.player.close();
    this.#playing.delete(key);
  }
}
