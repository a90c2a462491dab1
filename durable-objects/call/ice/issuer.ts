import type { IceServers, TurnProvider } from "../../../worker/providers/turn/turn.ts";
import type { Log } from "../../room/log.ts";

/** When a peer may ask again that was given no relay because nobody could be asked for one, in ms. */
const AGAIN_MS = 30_000;

interface Issued {
  answer: Promise<IceServers>;
  /** Half of its life, after which it is made anew, in ms since 1970. */
  freshUntil: number;
}

/**
 * Gives each peer servers that help it to find a path, with short-lived credentials of its own. They are in memory alone,
 * and so after sleep they are made anew, which does no harm.
 */
export class IceIssuer {
  readonly #provider: () => TurnProvider;
  readonly #log: Log;
  readonly #issued = new Map<string, Issued>();

  constructor(provider: () => TurnProvider, log: Log) {
    this.#provider = provider;
    this.#log = log;
  }

  /** The servers for a peer: those it was given, until half of their life is over. Never fails: without a relay, paths are direct. */
  async serversFor(peer: string): Promise<IceServers> {
    const now = Date.now();
    for (const [other, { freshUntil }] of this.#issued) if (freshUntil <= now) this.#issued.delete(other);
    const known = this.#issued.get(peer);
    if (known) return known.answer;
    const answer = this.#ask(peer, now);
    const issued = { answer, freshUntil: Number.POSITIVE_INFINITY };
    this.#issued.set(peer, issued);
    const { expiresAt } = await answer;
    // What has no end costs nothing to make anew.
    issued.freshUntil = expiresAt === null ? now : now + (expiresAt - now) / 2;
    return answer;
  }

  async #ask(peer: string, now: number): Promise<IceServers> {
    const provider = this.#provider();
    try {
      return await provider.serversFor(peer, now);
    } catch (cause) {
      this.#log.warn("call.no_relay", { cause });
      return { servers: provider.direct(), relay: false, expiresAt: now + AGAIN_MS };
    }
  }
}
