import type { You } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import type { StreamCopies } from "./copies.ts";
import type { Position, Stream } from "./stream.ts";

/** How soon a change is kept, at the earliest. What is not kept yet when a page crashes costs a little traffic. */
const SOON_MS = 1_000;
/** The more there is to write, the more seldom it is written, so that it is never felt. */
const CHARACTERS_PER_MS = 100;

/** What copying needs to know of a stream, whatever its state is. */
type CopiedStream = Pick<Stream<unknown, unknown, unknown>, "name" | "begin" | "copy" | "state">;

interface Watched {
  stream: CopiedStream;
  /** What was written last. */
  written: Position | null;
  /** How much that was. */
  characters: number;
  cancel: (() => void) | null;
  stop: () => void;
}

/** Keeps the streams of one room in the browser while they change, and begins them with what was kept. */
export class Copying {
  readonly #copies: StreamCopies;
  readonly #clock: Clock;
  readonly #you: () => You | null;
  readonly #watched = new Map<CopiedStream, Watched>();

  constructor(copies: StreamCopies, clock: Clock, you: () => You | null) {
    this.#copies = copies;
    this.#clock = clock;
    this.#you = you;
  }

  /**
   * Begins `stream` with what was kept, if anything was, and keeps it from now on. `reader` is told first who one was
   * then, since a state is read with that. Never rejects.
   */
  async begin(stream: CopiedStream, reader: (you: You) => void): Promise<void> {
    const watched: Watched = { stream, written: null, characters: 0, cancel: null, stop: () => {} };
    this.#watched.set(stream, watched);
    const copy = await this.#copies.load(stream.name).catch(() => null);
    if (copy) reader(copy.you);
    try {
      if (copy) stream.begin(copy.position, copy.parts);
      watched.written = copy?.position ?? null;
    } catch {
      // Kept by a page that knew it otherwise; the room tells it anew, and that is kept in its place.
    }
    if (this.#watched.has(stream)) watched.stop = stream.state.subscribe(() => this.#changed(watched));
  }

  /** Keeps `stream` as it is, and watches it no more. */
  end(stream: CopiedStream): void {
    const watched = this.#watched.get(stream);
    if (!watched) return;
    this.#watched.delete(stream);
    watched.stop();
    this.#write(watched);
  }

  /** Keeps all as it is, now: the page or the network may be gone in a moment. */
  flush(): void {
    for (const watched of this.#watched.values()) this.#write(watched);
  }

  /** Forgets all that was kept of the room, and keeps nothing more. */
  forget(): void {
    for (const watched of this.#watched.values()) {
      watched.cancel?.();
      watched.stop();
    }
    this.#watched.clear();
    this.keepOnly([]);
  }

  /** Forgets what was kept of other streams of the room. */
  keepOnly(streams: readonly string[]): void {
    this.#copies.keepOnly(streams).catch(() => {});
  }

  #changed(watched: Watched): void {
    if (watched.cancel) return;
    // The first is written at once: until then there is nothing to begin with.
    const wait = watched.written ? Math.max(SOON_MS, watched.characters / CHARACTERS_PER_MS) : 0;
    watched.cancel = this.#clock.after(wait, () => this.#write(watched));
  }

  #write(watched: Watched): void {
    watched.cancel?.();
    watched.cancel = null;
    const copy = watched.stream.copy();
    const you = this.#you();
    if (!copy || !you) return;
    const { position } = copy;
    if (position.epoch === watched.written?.epoch && position.seq === watched.written.seq) return;
    watched.written = position;
    void this.#copies.save(watched.stream.name, { ...copy, you }).then(
      (characters) => {
        watched.characters = characters;
      },
      () => {
        watched.written = null;
      },
    );
  }
}
