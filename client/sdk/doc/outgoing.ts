import * as Y from "yjs";
import { answerFrame, updateFrame } from "./wire.ts";

/** `Y.mergeUpdates` is superlinear in what it is given at once. */
const MERGE_AT_MOST = 64;

/**
 * What this client wrote, on its way to being saved. The room confirms doc frames by number (`saved {n}`), counted from
 * 1 on each socket. Until a socket's handover (the answer to the room's first question, which carries all that the room
 * lacks) nothing is sent piece by piece, and what was written is `carried`.
 */
export class Outgoing {
  readonly #send: (frame: Uint8Array<ArrayBuffer>) => void;
  #flowing = false;
  #carried: boolean;
  #waiting: Uint8Array[] = [];
  #sent = 0;
  #saved = 0;
  /** The number of the last frame that held something written here. */
  #lastOwn = 0;

  /** @param carried true when the doc already holds what no room has confirmed (an offline copy) */
  constructor(carried: boolean, send: (frame: Uint8Array<ArrayBuffer>) => void) {
    this.#carried = carried;
    this.#send = send;
  }

  /** True while something written here is not confirmed by the room. */
  get unsaved(): boolean {
    return this.#carried || this.#waiting.length > 0 || this.#saved < this.#lastOwn;
  }

  /** True when this socket had its handover. */
  get flowing(): boolean {
    return this.#flowing;
  }

  /** True when the room has confirmed, on this very socket, all that this client holds. */
  get settled(): boolean {
    return this.#flowing && this.#waiting.length === 0 && this.#saved === this.#sent;
  }

  /** Something was written here. */
  add(update: Uint8Array): void {
    if (this.#flowing) this.#waiting.push(update);
    else this.#carried = true;
  }

  /** Sends all that the room lacks, which is what the room asked for. */
  answer(difference: Uint8Array): void {
    this.#handOver(answerFrame(difference));
  }

  /**
   * Starts on a socket that does not ask, since we may only read there. What is carried is offered all the same: the
   * room holds it already (and says so) or refuses it, and either is the truth to tell.
   */
  offer(everything: () => Uint8Array): void {
    if (this.unsaved) this.#handOver(updateFrame(everything()));
    this.#flowing = true;
  }

  /** The room confirms the first `n` doc frames of this socket. */
  confirm(n: number): void {
    this.#saved = Math.max(this.#saved, Math.min(n, this.#sent));
  }

  /** Sends what was gathered. */
  flush(): void {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, MERGE_AT_MOST);
      this.#number(updateFrame(Y.mergeUpdates(batch)));
      this.#lastOwn = this.#sent;
    }
  }

  /** The socket is gone: what it did not confirm is carried to the next. */
  lost(): void {
    this.#carried = this.unsaved;
    this.#flowing = false;
    this.#waiting = [];
    this.#sent = 0;
    this.#saved = 0;
    this.#lastOwn = 0;
  }

  #handOver(frame: Uint8Array<ArrayBuffer>): void {
    const own = this.unsaved;
    this.#carried = false;
    this.#waiting = [];
    this.#flowing = true;
    this.#number(frame);
    if (own) this.#lastOwn = this.#sent;
  }

  #number(frame: Uint8Array<ArrayBuffer>): void {
    this.#sent++;
    this.#send(frame);
  }
}
