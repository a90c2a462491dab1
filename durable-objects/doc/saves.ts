import type { DocSession } from "./peer.ts";

/**
 * Counts the doc frames of SDK sockets, so that `saved {n}` can say that the first n are committed or held (P1). The
 * count that was told lives in the attachment and outlives sleep; what has come in since waits here for its commit.
 */
export class Saves {
  readonly #waiting = new Map<DocSession, number>();

  /** The number of the next doc frame of this socket, from 1. */
  next(session: DocSession): number {
    return (this.#waiting.get(session) ?? session.own.saved) + 1;
  }

  /** Frame `n` was taken or is held; it counts as saved with the next commit. */
  took(session: DocSession, n: number): void {
    this.#waiting.set(session, n);
  }

  /** All that waited is committed: gives each socket its count, to be told. */
  *settle(): Generator<[session: DocSession, n: number]> {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [session, saved] of waiting) {
      session.keep({ ...session.own, saved });
      yield [session, saved];
    }
  }

  /** Nothing of what waited counts: the socket has gone, begins anew, or storage refused. */
  drop(session: DocSession): void {
    this.#waiting.delete(session);
  }
}
