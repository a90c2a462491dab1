import type { Refusal } from "../room/attendance.ts";
import { CloseCode } from "../room/close-codes.ts";
import { RoomError } from "../room/errors.ts";
import type { Metrics } from "../room/metrics.ts";
import type { Fanout } from "./fanout.ts";
import { type ClientFrame, carriesUpdate, readFrame } from "./frames.ts";
import type { Joins } from "./joins.ts";
import type { DocLimits } from "./limits.ts";
import type { DocLog } from "./log/doc-log.ts";
import { type DocSession, isReadOnly, isSdk } from "./peer.ts";
import type { Presence } from "./presence.ts";
import { type DocClientMessage, DocRefusal, type DocServerMessage } from "./protocol.ts";
import type { Readers } from "./readers.ts";
import type { Saves } from "./saves.ts";

/** What the inlet needs of its room. */
export interface InletRoom {
  log: DocLog;
  fanout: Fanout;
  saves: Saves;
  joins: Joins;
  presence: Presence;
  readers: Readers;
  limits: DocLimits;
  metrics: Metrics;
  tell(session: DocSession, message: DocServerMessage): void;
  /** All that was taken is committed or was held. */
  committed(): void;
  renew(session: DocSession): Promise<void>;
  close(session: DocSession, refusal: Refusal): void;
}

/**
 * The way of a frame that comes in: size, shape, permission, is it new, log, fan-out. A refused update is never passed
 * over with the next one taken: an SDK socket is told and not listened to until it has resynced, a stock one is closed,
 * since it could do nothing else with the news.
 */
export class Inlet {
  readonly #room: InletRoom;

  constructor(room: InletRoom) {
    this.#room = room;
  }

  /** @throws RoomError for a frame that is not part of the protocol. */
  receive(session: DocSession, frame: string | ArrayBuffer): void | Promise<void> {
    if (typeof frame === "string")
      throw new RoomError("invalid", "This room takes binary frames of the Yjs protocols.");
    const now = Date.now();
    const bytes = new Uint8Array(frame);
    if (bytes.length > this.#room.limits.frameBytes) {
      const error = new RoomError("too_large", "This frame is larger than a document may be.");
      if (!carriesUpdate(bytes)) throw error;
      return this.#update(session, () => {
        throw error;
      });
    }
    return this.#dispatch(session, readFrame(bytes), now);
  }

  /** Tells of a frame that broke the protocol, or of a failure: the socket cannot go on. */
  refuse(session: DocSession, { code, message }: RoomError): void {
    // A pass that could not be renewed just now is still good for a while.
    if (code === "unavailable") this.#room.tell(session, { type: "error", code, message });
    else this.#room.close(session, { code: closeCodeOf(code), reason: message });
  }

  #dispatch(session: DocSession, frame: ClientFrame, now: number): void | Promise<void> {
    switch (frame.type) {
      case "update":
        if (frame.answer) this.#room.readers.answered(session);
        return this.#update(session, () => this.#offer(session, frame, now));
      case "awareness":
        return this.#room.presence.receive(session, frame.entries, now);
      case "step1":
        return this.#room.joins.answer(session, frame.vector, now);
      case "query_awareness": {
        const everyone = this.#room.presence.everyone();
        if (everyone) this.#room.readers.send(session, everyone);
        return;
      }
      case "extra":
        return this.#extra(session, frame.message);
    }
  }

  #extra(session: DocSession, message: DocClientMessage): void | Promise<void> {
    switch (message.type) {
      case "renew":
        return this.#room.renew(session);
      case "read":
        return session.receipt(message.bytes);
      case "resync":
        this.#room.saves.drop(session);
        return session.keep({ ...session.own, saved: 0, refused: false });
    }
  }

  /** Counts a doc frame and has it judged; a RoomError that `judge` throws refuses it. */
  #update(session: DocSession, judge: () => void): void {
    if (session.own.refused) return;
    const n = this.#room.saves.next(session);
    try {
      judge();
    } catch (cause) {
      if (!(cause instanceof RoomError)) throw cause;
      this.#refuseUpdate(session, n, cause);
      return;
    }
    if (!isSdk(session)) return;
    this.#room.saves.took(session, n);
    if (this.#room.fanout.idle) this.#room.committed();
  }

  #offer(session: DocSession, { update, answer }: Extract<ClientFrame, { type: "update" }>, now: number): void {
    const { log, fanout } = this.#room;
    if (isReadOnly(session)) {
      // A stock viewer answers our question with whatever it holds; that is a receipt and no attempt to write.
      if ((answer && !isSdk(session)) || log.holds(update)) return;
      throw new RoomError("forbidden", "You may read this document but not change it.");
    }
    const entry = { user: session.user, connection: session.connection, at: now, update };
    if (log.offer(entry) === "taken") fanout.add(update, session, now);
  }

  #refuseUpdate(session: DocSession, n: number, error: RoomError): void {
    const code = DocRefusal.safeParse(error.code);
    if (!isSdk(session) || !code.success) {
      this.#room.close(session, { code: closeCodeOf(error.code), reason: error.message });
      return;
    }
    // What came before it is saved, and said to be, before the news that ends the count.
    this.#room.fanout.flush(Date.now());
    session.keep({ ...session.own, refused: true });
    this.#room.metrics.count("doc.update_refused", code.data);
    this.#room.tell(session, { type: "refused", n, code: code.data, message: error.message });
  }
}

function closeCodeOf(code: RoomError["code"]): CloseCode {
  switch (code) {
    case "forbidden":
      return CloseCode.forbidden;
    case "too_large":
    case "limit_reached":
      return CloseCode.tooLarge;
    case "invalid":
      return CloseCode.invalid;
    case "too_many":
      return CloseCode.tooMany;
    default:
      return CloseCode.internal;
  }
}
