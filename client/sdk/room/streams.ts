import type { EventEnvelope, ServerControl, You } from "../../../durable-objects/room/protocol.ts";
import type { Copying } from "./copying.ts";
import type { Position, Stream } from "./stream.ts";

/** What a room needs to know of each of its streams, whatever their states are. */
type AnyStream = Pick<
  Stream<unknown, unknown, unknown>,
  "name" | "state" | "position" | "part" | "recover" | "take" | "distrust" | "begin" | "copy"
>;

type Told<Type> = Extract<ServerControl, { type: Type }>;

/** Asks the room for a stream, behind the place where it left off if there is one. */
type Follow = (stream: string, resume: { epoch: string; after: number } | object) => void;

/** The streams of one room: what comes goes to the one it names, and each is asked for where it left off. */
export class Streams {
  readonly #main: AnyStream;
  readonly #streams = new Map<string, AnyStream>();
  readonly #copying: Copying | null;
  readonly #follow: Follow;
  /** Those still being begun with what was kept; they are followed after that. */
  readonly #beginning = new Set<AnyStream>();
  /** There is a socket on which streams can be followed. */
  #online = false;

  constructor(main: AnyStream, copying: Copying | null, follow: Follow) {
    this.#main = main;
    this.#copying = copying;
    this.#follow = follow;
    this.#streams.set(main.name, main);
  }

  /** Where a reader left off, as the room is asked to go on behind it. */
  static resumeFrom(position: Position | null): { epoch: string; after: number } | object {
    return position ? { epoch: position.epoch, after: position.seq } : {};
  }

  /** True when they are kept in the browser, and begin with what was. */
  get kept(): boolean {
    return this.#copying !== null;
  }

  /** Begins the main stream with what was kept; `reader` is told who one was then. */
  async begin(reader: (you: You) => void): Promise<void> {
    await this.#copying?.begin(this.#main, reader);
  }

  /** Follows one more; one of the same name is let go. Answers the function that lets it go, true if it was followed. */
  add(stream: AnyStream): () => boolean {
    this.#streams.set(stream.name, stream);
    void this.#beginAndFollow(stream);
    return () => {
      this.#copying?.end(stream);
      if (this.#streams.get(stream.name) !== stream) return false;
      this.#streams.delete(stream.name);
      return true;
    };
  }

  /** The room has opened its main stream: the others are asked for. */
  online(): void {
    this.#online = true;
    for (const stream of this.#streams.values()) {
      if (stream !== this.#main && !this.#beginning.has(stream)) this.#ask(stream);
    }
  }

  /** There is no socket any more; the page may be opened again without one. */
  offline(): void {
    this.#online = false;
    this.flush();
  }

  event(event: EventEnvelope): void {
    this.#streams.get(event.stream)?.take(event);
  }

  snapshot(told: Told<"snapshot">): void {
    this.#streams.get(told.stream)?.part({ epoch: told.epoch, seq: told.seq }, told);
  }

  missed(told: Told<"events">): void {
    this.#streams.get(told.stream)?.recover({ epoch: told.epoch, seq: told.seq }, told.events);
  }

  /** Something that came could not be taken. What began as a copy is asked for anew. */
  distrust(): void {
    for (const stream of this.#streams.values()) stream.distrust();
  }

  /** The page may be gone in a moment: all is kept as it is. */
  flush(): void {
    this.#copying?.flush();
  }

  /** Nothing of the room may be kept any more. */
  forget(): void {
    this.#copying?.forget();
  }

  /** Forgets what was kept of other streams than these, and of the main one. */
  keepOnly(streams: readonly string[]): void {
    this.#copying?.keepOnly([this.#main.name, ...streams]);
  }

  /** Leaves; what there is now is kept. */
  close(): void {
    this.#copying?.end(this.#main);
  }

  async #beginAndFollow(stream: AnyStream): Promise<void> {
    if (this.#copying) {
      this.#beginning.add(stream);
      await this.#copying.begin(stream, () => {});
      this.#beginning.delete(stream);
    }
    if (this.#online && this.#streams.get(stream.name) === stream) this.#ask(stream);
  }

  #ask({ name, position }: AnyStream): void {
    this.#follow(name, Streams.resumeFrom(position));
  }
}
