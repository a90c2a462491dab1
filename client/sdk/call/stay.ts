import {
  type CallCommand,
  type CallFrame,
  type CallRoomEvent,
  type CallSnapshot,
  JoinResult,
  type LeftReason,
  type PeerMedia,
} from "../../../durable-objects/call/protocol.ts";
import { CloseCode, type You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import type { ConnectionState } from "../connection/connection.ts";
import { Cell, type Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import type { StreamWatcher } from "../room/stream.ts";
import type { Seat } from "./mesh/mesh.ts";
import type { JoinRequest } from "./session.ts";
import type { JoinOutcome, Stage } from "./state.ts";
import type { Tab } from "./tab.ts";

/** What a room that is short of something refuses is asked again after this. */
const AGAIN_MS = 2_000;
const FOR_NOW: ReadonlySet<string> = new Set(["unavailable", "internal", "too_many"]);

interface StayParts {
  clock: Clock;
  room: {
    connection: Observed<ConnectionState>;
    you: Observed<You | null>;
    state: Observed<CallSnapshot | null>;
    command(command: CallCommand): Promise<CommandOutcome>;
    watch(watcher: StreamWatcher<CallSnapshot, CallRoomEvent>): () => void;
  };
  tab: Tab;
  /** What is sent by now. */
  media: () => PeerMedia;
  /** A seat was asked for. */
  asked: () => void;
  /** There is an answer to that, or none is waited for any more. */
  answered: () => void;
  /** One has the seat, on the present socket; `media` was told with it. */
  seated: (media: PeerMedia) => void;
}

/** One's seat, and whether the stage was full when it was given. */
export interface OwnSeat extends Seat {
  full: boolean;
}

/**
 * One's stay in a call: asks for a seat, keeps it on every new socket, and sees when it is over. A seat that another page
 * has taken is not fought for.
 */
export class Stay {
  readonly #parts: StayParts;
  readonly #stage = new Cell<Stage>("outside");
  readonly #seat = new Cell<OwnSeat | null>(null);
  /** How one wants to be in it; null while one does not. */
  #wanted: JoinRequest | null = null;
  /** Counts what was asked: only the last answer is believed. */
  #asked = 0;
  /** How much of that the room has not answered. */
  #unanswered = 0;
  /** What was said of one's media with what is not answered: it is said again, for the first that arrives counts. */
  #said: PeerMedia | null = null;
  /** The present socket's, once the room has welcomed it. */
  #connection: string | null = null;
  /** Those who wait for what comes of it. */
  #joining: ((outcome: JoinOutcome) => void)[] = [];
  #cancelAgain: () => void = () => {};
  #stops: (() => void)[] = [];

  constructor(parts: StayParts) {
    this.#parts = parts;
  }

  get stage(): Observed<Stage> {
    return this.#stage;
  }

  /** It stays while the socket is lost, as long as nobody says otherwise. */
  get seat(): Observed<OwnSeat | null> {
    return this.#seat;
  }

  open(): void {
    const { room, tab } = this.#parts;
    // Found by the time it is asked for.
    void tab.key();
    this.#stops = [
      room.watch({ event: (event) => this.#happened(event) }),
      room.you.subscribe(() => this.#welcomed()),
      room.state.subscribe(() => {
        if (room.state.value?.call.state === "ended") this.#over("ended");
      }),
      room.connection.subscribe(() => {
        const connection = room.connection.value;
        if (connection.name !== "online") this.#connection = null;
        if (connection.name === "closed") this.#shutOut(connection.code);
      }),
    ];
  }

  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
  }

  /** Whether a seat was asked for that may yet be given. */
  get isAsking(): boolean {
    return this.#unanswered > 0;
  }

  /** Asks for a seat, until there is an answer, over however many sockets. */
  join(request: JoinRequest): Promise<JoinOutcome> {
    this.#wanted = request;
    const outcome = new Promise<JoinOutcome>((resolve) => this.#joining.push(resolve));
    // Without a socket it is the next one that asks, and it asks once.
    if (this.#connection !== null || this.#parts.room.connection.value.name === "closed") void this.#ask(request);
    return outcome;
  }

  /** Wants to be in it no more. */
  leave(): void {
    this.#over("outside");
  }

  /** Takes what the room says to this socket alone. */
  heard(frame: CallFrame): void {
    if (frame.type === "unseated" && frame.peer === this.#seat.value?.peer) this.#unseated(frame.reason);
  }

  /** Each socket asks anew: the room gave its seat to the one before. */
  #welcomed(): void {
    const connection = this.#parts.room.you.value?.connection ?? null;
    if (connection === this.#connection) return;
    this.#connection = connection;
    this.#askAgain();
  }

  #askAgain(): void {
    if (!this.#wanted) return;
    // To take the place of another is said until one has it. Whoever came since is not thrown out with it.
    const { other, ...request } = this.#wanted;
    void this.#ask(other === "beside" || !this.#seat.value ? this.#wanted : request);
  }

  #shutOut(code: number): void {
    if (code === CloseCode.forbidden) this.#over("removed");
    else if (this.#stage.value !== "taken_over" && this.#stage.value !== "removed") this.#over("outside");
  }

  async #ask({ place, other }: JoinRequest): Promise<void> {
    const asked = ++this.#asked;
    this.#cancelAgain();
    const key = await this.#parts.tab.key();
    if (asked !== this.#asked) return;
    this.#said ??= this.#parts.media();
    const media = this.#said;
    const answer = this.#parts.room.command({
      type: "call.join",
      key,
      page: this.#parts.tab.page,
      media,
      ...(place ? { place } : {}),
      ...(other ? { other } : {}),
    });
    this.#unanswered++;
    this.#parts.asked();
    const outcome = await answer;
    this.#unanswered--;
    if (asked === this.#asked) this.#answer(outcome, media);
    this.#parts.answered();
  }

  #answer(outcome: CommandOutcome, media: PeerMedia): void {
    this.#said = null;
    if (!outcome.ok) {
      this.#refused(outcome);
      return;
    }
    const result = JoinResult.parse(outcome.result);
    if (result.as === "waiting") {
      this.#stage.set("knocking");
      this.#seat.set(null);
      this.#settle({ ok: true, as: "waiting" });
      return;
    }
    const { id, generation } = result.peer;
    this.#seat.set({ peer: id, generation, full: result.full });
    this.#stage.set("joined");
    this.#parts.seated(media);
    this.#settle({ ok: true, as: "peer", full: result.full });
  }

  #refused(outcome: Extract<CommandOutcome, { ok: false }>): void {
    if (this.#seat.value && FOR_NOW.has(outcome.code)) {
      this.#cancelAgain = this.#parts.clock.after(AGAIN_MS, () => this.#askAgain());
      return;
    }
    // What closed the room says by its code what it means.
    if (outcome.code !== "closed") {
      this.#over(this.#seat.value && outcome.code === "already_here" ? "taken_over" : "outside", outcome);
    } else this.#settle(outcome);
  }

  #settle(outcome: JoinOutcome): void {
    for (const resolve of this.#joining.splice(0)) resolve(outcome);
  }

  #happened(event: CallRoomEvent): void {
    switch (event.type) {
      case "call.ended":
        this.#over("ended");
        return;
      case "peer.left":
        if (event.peer === this.#seat.value?.peer) this.#unseated(event.reason);
        return;
      case "knock.answered":
        if (this.#stage.value === "knocking" && event.user === this.#parts.room.you.value?.user) {
          this.#answered(event.answer);
        }
        return;
      default:
        return;
    }
  }

  #answered(answer: "admitted" | "refused" | "gone"): void {
    if (answer === "admitted") this.#askAgain();
    else this.#over(answer === "refused" ? "refused" : "outside");
  }

  #unseated(reason: LeftReason): void {
    switch (reason) {
      case "lost":
        // The grace ran out while this page could not be reached: it sits down anew.
        this.#askAgain();
        return;
      case "left":
        this.#over("outside");
        return;
      case "removed":
      case "no_access":
        this.#over("removed");
        return;
      case "taken_over":
        this.#over("taken_over");
        return;
      case "ended":
        this.#over("ended");
        return;
    }
  }

  #over(stage: Stage, outcome: JoinOutcome = LEFT): void {
    this.#asked++;
    this.#said = null;
    this.#cancelAgain();
    this.#wanted = null;
    if (this.#stage.value !== "ended") this.#stage.set(stage);
    this.#seat.set(null);
    this.#settle(outcome);
  }
}

/** It was over before there was an answer. */
const LEFT: JoinOutcome = { ok: false, code: "left", message: "You are not in this call any more." };
