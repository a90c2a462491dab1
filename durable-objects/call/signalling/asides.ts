import { z } from "zod";
import { isEmoji } from "../../conversation/text/emoji.ts";
import { RoomError } from "../../room/errors.ts";
import type { JsonSession } from "../../room/json-room.ts";
import type { Metrics } from "../../room/metrics.ts";
import type { Allowances } from "../allowances.ts";
import type { IceIssuer } from "../ice/issuer.ts";
import { CallAside, type CallFrame, type UnsentReason } from "../protocol.ts";
import type { SeatStore } from "../seats/store.ts";

/** What taking asides asks of the room. */
interface Surroundings {
  seats: SeatStore;
  ice: IceIssuer;
  allowances: Allowances;
  metrics: Metrics;
  /** The open socket of a connection. */
  socketOf(connection: string): JsonSession | undefined;
  /** Answers whether the socket took it. */
  send(session: JsonSession, frame: CallFrame): boolean;
}

type SignalAside = Extract<CallAside, { type: "signal" }>;

/** As much of a signal as an answer to it needs, where the rest of it is not one. */
const Addressed = z.object({ type: z.literal("signal"), to: z.string().max(64), n: z.number().int().nonnegative() });

/**
 * What is said in the call beside commands: done once if at all, and kept nowhere, in no log either. Who says it is the
 * room's word: the seat that the socket sits in (P5).
 */
export class Asides {
  readonly #around: Surroundings;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** Takes one. @throws RoomError for what is refused, and is no signal: that is answered as unsent. */
  take(session: JsonSession, frame: unknown): void | Promise<void> {
    const parsed = CallAside.safeParse(frame);
    if (!parsed.success) return this.#misspoken(session, frame);
    const aside = parsed.data;
    const isSoon = !this.#around.allowances.take(session, aside.type);
    switch (aside.type) {
      case "signal": {
        const why = isSoon ? "too_fast" : this.#relay(session, aside);
        if (why !== null) this.#unsent(session, aside, why);
        return;
      }
      case "react":
        if (isSoon) throw new RoomError("too_many", "That were many reactions at once. Wait a moment.");
        return this.#react(session, aside.emoji);
      case "ice":
        if (isSoon) throw new RoomError("too_many", "This was asked for too often. Wait a moment.");
        return this.#issue(session);
    }
  }

  /** Hands a signal to the one socket it is for, or answers why not. */
  #relay(session: JsonSession, aside: SignalAside): UnsentReason | null {
    const { seats, socketOf, send } = this.#around;
    const from = seats.at(session.connection);
    if (!from) return "not_joined";
    const to = seats.find(aside.to);
    if (!to || to.generation !== aside.generation || to === from) return "gone";
    if (from.place !== "stage" || to.place !== "stage") return "watching";
    const socket = to.connection === null ? undefined : socketOf(to.connection);
    if (!socket) return "away";
    const { peer, generation } = from;
    return send(socket, { type: "signal", from: peer, generation, signal: aside.signal }) ? null : "away";
  }

  #react(session: JsonSession, emoji: string): void {
    const { seats, socketOf, send } = this.#around;
    const { peer } = this.#demandSeat(session);
    if (!isEmoji(emoji)) throw new RoomError("invalid", "React with one emoji.");
    for (const { connection } of seats.all()) {
      const socket = connection === null ? undefined : socketOf(connection);
      if (socket) send(socket, { type: "reacted", from: peer, emoji });
    }
  }

  async #issue(session: JsonSession): Promise<void> {
    const { peer } = this.#demandSeat(session);
    this.#around.send(session, { type: "ice", ...(await this.#around.ice.serversFor(peer)) });
  }

  #demandSeat(session: JsonSession) {
    const seat = this.#around.seats.at(session.connection);
    if (!seat) throw new RoomError("conflict", "You are not in this call. Join it first.");
    return seat;
  }

  #misspoken(session: JsonSession, frame: unknown): void {
    const addressed = Addressed.safeParse(frame);
    if (!addressed.success) throw new RoomError("invalid", "This frame is not part of the protocol.");
    this.#unsent(session, addressed.data, "invalid");
  }

  #unsent(session: JsonSession, { to, n }: Pick<SignalAside, "to" | "n">, reason: UnsentReason): void {
    this.#around.metrics.count("call.unsent", reason);
    this.#around.send(session, { type: "unsent", to, n, reason });
  }
}
