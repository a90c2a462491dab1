import { inflateFrame, MAX_FRAME_BYTES } from "../../../durable-objects/doc/protocol.ts";
import { type DocFrame, readFrame } from "./wire.ts";

/** A whole doc within its budget, several times over: the log's tail may ride with it. */
const INFLATED_MAX_BYTES = 8 * MAX_FRAME_BYTES;

/**
 * Reads the frames of one socket in the order they came, although a compressed one takes its time. `failed` is told of
 * the first frame that cannot be read or taken; nothing after it is handed on until `reset()`.
 */
export class Inbox {
  readonly #take: (frame: DocFrame) => void;
  readonly #failed: () => void;
  #socket = 0;
  #waiting: Promise<void> | null = null;
  #broken = false;

  constructor(to: { take: (frame: DocFrame) => void; failed: () => void }) {
    this.#take = to.take;
    this.#failed = to.failed;
  }

  /** A new socket: what still waits of the last one is void. */
  reset(): void {
    this.#socket++;
    this.#waiting = null;
    this.#broken = false;
  }

  /** Takes one frame as it came. */
  add(bytes: Uint8Array): void {
    if (this.#broken) return;
    if (this.#waiting) {
      this.#queue(() => readFrame(bytes));
      return;
    }
    try {
      const frame = readFrame(bytes);
      if (frame.type === "deflated") this.#queue(() => frame);
      else this.#take(frame);
    } catch {
      this.#break();
    }
  }

  #queue(read: () => DocFrame): void {
    const socket = this.#socket;
    const current = () => socket === this.#socket && !this.#broken;
    const turn = (this.#waiting ?? Promise.resolve()).then(async () => {
      try {
        if (!current()) return;
        const frame = read();
        const whole = frame.type === "deflated" ? readFrame(await inflateFrame(frame.body, INFLATED_MAX_BYTES)) : frame;
        if (current()) this.#take(whole);
      } catch {
        if (current()) this.#break();
      } finally {
        if (this.#waiting === turn) this.#waiting = null;
      }
    });
    this.#waiting = turn;
  }

  #break(): void {
    this.#broken = true;
    this.#failed();
  }
}
