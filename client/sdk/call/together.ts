import type { CallFrame, CallSnapshot, PeerMedia } from "../../../durable-objects/call/protocol.ts";
import type { Clock } from "../clock.ts";
import type { Page } from "../connection/page.ts";
import { Cell, type Observed } from "../observed.ts";
import { Meters } from "./measuring/meters.ts";
import type { Equipment } from "./media/equipment.ts";
import { loudness } from "./media/loudness.ts";
import type { OwnMedia } from "./media/own-media.ts";
import { Mesh } from "./mesh/mesh.ts";
import { NOTHING_SENT } from "./mesh/outgoing.ts";
import { Pictures } from "./pictures.ts";
import { shownCall } from "./showing.ts";
import { Sounds } from "./sounds.ts";
import type { CallState, Stage } from "./state.ts";
import { Stay } from "./stay.ts";
import type { CallRoom } from "./stream.ts";
import type { Tab } from "./tab.ts";
import { Telling } from "./telling.ts";
import { Voices } from "./voices.ts";

/** How often the room is told how good the call was so far. */
const TELL_QUALITY_MS = 30_000;

export interface TogetherParts {
  room: CallRoom;
  clock: Clock;
  page: Page;
  tab: Tab;
  equipment: Equipment;
  own: OwnMedia;
}

/** As long may the page wait with showing who has come in: they are seen sooner if paths are begun before they are drawn. */
const COMING_IN_MS = 250;

/** Where one is when there is nothing left to try devices out for. */
const IS_OVER: ReadonlySet<Stage> = new Set(["removed", "taken_over", "ended"]);

/** Holds together what a call is made of: whatever changes in one of its parts, the others are shown. */
export class Together {
  readonly stay: Stay;
  readonly mesh: Mesh;
  readonly voices: Voices;
  readonly sounds: Sounds;
  readonly pictures: Pictures;
  readonly #parts: TogetherParts;
  readonly #telling: Telling;
  readonly #meters: Meters;
  readonly #state = new Cell<CallState | null>(null);
  /** The seat is the present socket's. */
  #isSeated = false;
  #isClosed = false;
  #cancelQuality: () => void = () => {};
  /** A moment ago one asked for a seat, or somebody sat down. */
  #isComingIn = false;
  #cancelComingIn: () => void = () => {};
  /** Those who wait until what happened is shown. */
  #unshown: (() => void)[] = [];
  #stops: (() => void)[] = [];

  constructor(parts: TogetherParts) {
    const { room, clock, tab, equipment, own } = parts;
    this.#parts = parts;
    const changed = () => this.#show();
    this.stay = new Stay({
      clock,
      room,
      tab,
      media: () => own.media,
      asked: () => this.#asked(),
      answered: () => this.#answered(),
      seated: (media) => this.#seated(media),
    });
    this.mesh = new Mesh({
      clock,
      makePath: (configuration) => equipment.makePath(configuration),
      makeStream: () => equipment.makeStream(),
      say: (aside) => room.say(aside),
      changed,
    });
    this.voices = new Voices({ clock, listen: () => this.#listen(), self: () => this.#own?.id ?? null, changed });
    this.sounds = new Sounds(equipment);
    this.pictures = new Pictures((tracks) => equipment.makeStream(tracks), { camera: own.camera, screen: own.screen });
    this.#meters = new Meters({ clock, links: () => this.mesh.links, changed });
    this.#telling = new Telling({
      clock,
      local: () => own.media,
      roster: () => (this.#isSeated ? (this.#own?.media ?? null) : null),
      command: (command) => room.command(command),
      obey: (media) => own.obey(media),
    });
  }

  /** Null until the room has told it. */
  get state(): Observed<CallState | null> {
    return this.#state;
  }

  /** Answers once `state` shows what happened by now; it may be kept back for a moment. */
  shown(): Promise<void> {
    return this.#waitsForPaths ? new Promise((resolve) => this.#unshown.push(resolve)) : Promise.resolve();
  }

  get isTelling(): boolean {
    return this.#telling.isTelling;
  }

  open(): void {
    const { room, page, own } = this.#parts;
    const show = () => this.#show();
    this.stay.open();
    this.#stops = [
      room.state.subscribe(show),
      room.connection.subscribe(() => {
        if (room.connection.value.name !== "online") this.#isSeated = false;
      }),
      this.stay.stage.subscribe(() => {
        // Also where one only stood before the door: what follows shows nobody any more that a camera burns.
        if (IS_OVER.has(this.stay.stage.value)) own.letGo();
        this.#show();
      }),
      this.stay.seat.subscribe(() => this.#moved()),
      own.state.subscribe(() => {
        this.#show();
        this.#telling.look();
      }),
      page.listen((signal) => {
        if (signal === "leaving") this.tellQuality();
        if (signal === "online") this.mesh.networkChanged();
      }),
    ];
  }

  close(): void {
    this.#isClosed = true;
    for (const stop of this.#stops.splice(0)) stop();
    this.#end();
    this.#cancelComingIn();
    for (const resolve of this.#unshown.splice(0)) resolve();
    this.stay.close();
    this.mesh.close();
    this.sounds.close();
  }

  heard(frame: CallFrame): void {
    this.stay.heard(frame);
    this.mesh.heard(frame);
  }

  /** Tells the room how good the call was so far. */
  tellQuality(): void {
    const quality = this.#meters.summary;
    if (this.#isSeated && quality) void this.#parts.room.command({ type: "peer.quality", quality });
  }

  /** One's own entry in the roster. */
  get #own() {
    const seat = this.stay.seat.value;
    return seat && this.#parts.room.state.value?.peers.find(({ id }) => id === seat.peer);
  }

  #seated(media: PeerMedia): void {
    this.#isSeated = true;
    this.#show();
    this.mesh.seated();
    this.#telling.seated(media);
  }

  /** One sat down, or got up. */
  #moved(): void {
    if (this.stay.seat.value === null) {
      this.#end();
      // Nobody is in a call any more whose camera still burns.
      this.#parts.own.letGo();
    } else if (this.#state.value?.stage !== "joined") this.#begin();
    this.#show();
  }

  /** A seat was asked for. Who need not wait before the door will have it: what follows is begun at once. */
  #asked(): void {
    const { room } = this.#parts;
    const snapshot = room.state.value;
    if (snapshot?.waits !== false) return;
    if (this.stay.stage.value === "outside") this.#comeIn();
    // Where one sits already, it is most likely that seat, which others may have begun with.
    const isInside = snapshot.peers.some(({ user }) => user === room.you.value?.user);
    this.mesh.expectSeat(isInside ? [] : snapshot.peers);
  }

  /** There is an answer. Without a seat nobody comes in, and what was begun was for nothing. */
  #answered(): void {
    if (this.stay.isAsking || this.stay.seat.value !== null) return;
    this.mesh.expectNoSeat();
    this.#isComingIn = false;
    this.#cancelComingIn();
    this.#show();
  }

  /** Somebody comes in, or oneself: until a path to each is begun, or for a moment, nothing else is shown. */
  #comeIn(): void {
    this.#isComingIn = true;
    this.#cancelComingIn();
    this.#cancelComingIn = this.#parts.clock.after(COMING_IN_MS, () => {
      this.#isComingIn = false;
      this.#show();
    });
  }

  #begin(): void {
    this.voices.begin();
    this.#meters.begin();
    this.#afterAWhile();
  }

  #end(): void {
    this.#isSeated = false;
    this.#telling.left();
    this.voices.end();
    this.#meters.close();
    this.#cancelQuality();
  }

  #afterAWhile(): void {
    this.#cancelQuality();
    this.#cancelQuality = this.#parts.clock.after(TELL_QUALITY_MS, () => {
      this.tellQuality();
      this.#afterAWhile();
    });
  }

  #show(): void {
    const snapshot = this.#parts.room.state.value;
    if (!snapshot || this.#isClosed) return;
    const seat = this.stay.seat.value;
    const own = this.#own;
    const { links } = this.mesh;
    const before = links.size;
    this.mesh.show(seat ? snapshot.peers : [], seat);
    if (links.size > before) this.#comeIn();
    this.mesh.carry(own?.mayPublish ? this.#parts.own.tracks.value : NOTHING_SENT);
    const others = seat ? snapshot.peers : [];
    this.sounds.playAt(this.#parts.own.state.value.chosen.speaker);
    this.sounds.show(others, links);
    this.pictures.show(others, seat?.peer ?? null, links);
    this.voices.keepOnly(new Set(others.map(({ id }) => id)));
    if (!this.#waitsForPaths) this.#showState(snapshot);
    this.#telling.look();
  }

  /** Whether somebody comes in just now, and something is still to be said first between them and oneself. */
  get #waitsForPaths(): boolean {
    const stage = this.stay.stage.value;
    return this.#isComingIn && (stage === "outside" || (stage === "joined" && this.mesh.isBeginning));
  }

  #showState(snapshot: CallSnapshot): void {
    this.#isComingIn = false;
    this.#cancelComingIn();
    const { links } = this.mesh;
    this.#state.set(
      shownCall(
        {
          snapshot,
          stage: this.stay.stage.value,
          seat: this.stay.seat.value,
          linkOf: (peer) => links.get(peer)?.link.state ?? null,
          qualityOf: (peer) => this.#meters.qualityOf(peer),
          speaking: this.voices.speaking,
        },
        this.#state.value,
      ),
    );
    for (const resolve of this.#unshown.splice(0)) resolve();
  }

  /** How loud each is now whom one may hear, oneself too. */
  #listen(): ReadonlyMap<string, number> {
    const heard = new Map<string, number>();
    for (const { id, media } of this.#parts.room.state.value?.peers ?? []) {
      if (!media.audio) continue;
      const sources = this.mesh.links.get(id)?.link.theirs("microphone")?.receiver.getSynchronizationSources() ?? [];
      if (id === this.#own?.id) heard.set(id, this.#parts.own.level.value);
      else heard.set(id, loudness(Math.max(0, ...sources.map(({ audioLevel }) => audioLevel ?? 0))));
    }
    return heard;
  }
}
