import type { z } from "zod";
import type { EventEnvelope } from "../../../durable-objects/room/protocol.ts";
import { Cell, type Observed } from "../observed.ts";

/** What a kind of room says of one of its streams: how its state looks, and how an event changes it. */
export interface StreamDesign<State, Event, Part = unknown> {
  /** One part of a fresh state; small states come in one. */
  part: z.ZodType<Part>;
  /** The state that the parts, in order, make up. */
  whole(parts: readonly [Part, ...Part[]]): State;
  /** Events that do not parse come from a newer room and are passed over. */
  event: z.ZodType<Event>;
  apply(state: State, event: Event): State;
  /** What {@link whole} makes `state` of again. A stream whose design lacks this is not kept in the browser. */
  parts?(state: State): readonly [Part, ...Part[]];
}

/** Where a reader is in a stream. */
export interface Position {
  epoch: string;
  seq: number;
}

/** One who is told what goes on in a stream, each time just before its state shows it. */
export interface StreamWatcher<State, Event> {
  /** An event is about to be applied to `before`. */
  event?(event: Event, before: State): void;
  /** All that was missed was told, event by event; the stream is in step with the room again. */
  recovered?(): void;
  /** A fresh state takes the place of what was held; what came between the two is not known. */
  replaced?(): void;
}

/** One stream as this client follows it: its state, and how far it is in it (P2). */
export class Stream<State, Event, Part = unknown> {
  readonly name: string;
  readonly #design: StreamDesign<State, Event, Part>;
  readonly #state = new Cell<State | null>(null);
  readonly #watchers = new Set<StreamWatcher<State, Event>>();
  #position: Position | null = null;
  #parts: Part[] = [];
  /** What it holds began as a copy, which nobody but this browser vouches for. */
  #fromCopy = false;

  constructor(name: string, design: StreamDesign<State, Event, Part>) {
    this.name = name;
    this.#design = design;
  }

  /** Null until the room has told it. */
  get state(): Observed<State | null> {
    return this.#state;
  }

  /** Where to resume behind; null asks for a snapshot. */
  get position(): Position | null {
    return this.#position;
  }

  /** Tells `watcher` of all that goes on; answers the function that stops it. */
  watch(watcher: StreamWatcher<State, Event>): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** A fresh state, in one, takes the place of what was held. @throws ZodError when it is none of this stream's */
  replace(position: Position, snapshot: unknown): void {
    this.part(position, { part: 0, parts: 1, data: snapshot });
  }

  /**
   * One part of a fresh state; the last completes it, and it takes the place of what was held.
   * @throws Error or ZodError when a part is missing or none of this stream's
   */
  part(position: Position, { part, parts, data }: { part: number; parts: number; data: unknown }): void {
    if (part === 0) this.#parts = [];
    if (part !== this.#parts.length) throw new Error("a part of a snapshot is missing");
    this.#parts.push(this.#design.part.parse(data));
    const [first, ...rest] = this.#parts;
    if (this.#parts.length < parts || first === undefined) return;
    this.#parts = [];
    this.#position = position;
    this.#fromCopy = false;
    const whole = this.#design.whole([first, ...rest]);
    for (const watcher of [...this.#watchers]) watcher.replaced?.();
    this.#state.set(whole);
  }

  /** What it holds as parts, to be kept, with where that is; null while there is nothing to keep. */
  copy(): { position: Position; parts: readonly Part[] } | null {
    const state = this.#state.value;
    const parts = state === null ? undefined : this.#design.parts?.(state);
    return this.#position && parts ? { position: this.#position, parts } : null;
  }

  /**
   * Begins with what was kept, unless the room has spoken already. Without a position it is only shown, and the room
   * asked for a snapshot. @throws Error or ZodError when it is none of this stream's
   */
  begin(position: Position | null, parts: readonly unknown[]): void {
    if (this.#position || this.#state.value !== null) return;
    const [first, ...rest] = parts.map((part) => this.#design.part.parse(part));
    if (first === undefined) return;
    const whole = this.#design.whole([first, ...rest]);
    this.#position = position;
    this.#fromCopy = true;
    this.#state.set(whole);
  }

  /** Something went wrong: if that may be a copy's fault, the room is asked for all of it again. */
  distrust(): void {
    if (!this.#fromCopy) return;
    this.#position = null;
  }

  /** All that was missed, up to `position`; shown in one. */
  recover(position: Position, events: readonly EventEnvelope[]): void {
    const state = events.reduce((before, event) => this.#after(before, event), this.#state.value);
    this.#position = position;
    for (const watcher of [...this.#watchers]) watcher.recovered?.();
    this.#state.set(state);
  }

  /** Changes the state by what the room told otherwise than as an event, if there is a state. */
  amend(change: (state: State) => State): void {
    const state = this.#state.value;
    if (state !== null) this.#state.set(change(state));
  }

  /** One event, as it happens. One already known is passed over. */
  take(event: EventEnvelope): void {
    this.#state.set(this.#after(this.#state.value, event));
  }

  #after(before: State | null, event: EventEnvelope): State | null {
    const position = this.#position;
    if (!position || event.seq <= position.seq) return before;
    this.#position = { epoch: position.epoch, seq: event.seq };
    const known = this.#design.event.safeParse(event);
    if (!known.success || before === null) return before;
    for (const watcher of [...this.#watchers]) watcher.event?.(known.data, before);
    return this.#design.apply(before, known.data);
  }
}
