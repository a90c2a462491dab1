import type { z } from "zod";
import type { ServerControl } from "../../../durable-objects/room/protocol.ts";
import type { Clock } from "../clock.ts";
import { newKey } from "../id.ts";
import { Cell, type Observed } from "../observed.ts";
import type { Pace } from "./pace.ts";
import { Refusals } from "./refusals.ts";
import { type Keep, type QueuedRow, UNKNOWN_EFFECT } from "./rows.ts";

/** What became of a command: done (`result` as its kind defines it), refused by the room, or given up with the room. */
export type CommandOutcome = { ok: true; seq: number; result: unknown } | { ok: false; code: string; message: string };

/** A command that the room has not answered yet. */
export interface PendingCommand<Command> {
  readonly id: string;
  readonly command: Command;
  /** When it was asked, ms since 1970. */
  readonly at: number;
}

type Answer = Extract<ServerControl, { type: "ack" }> | (Extract<ServerControl, { type: "error" }> & { id: string });

/** The most that may wait for an answer; far fewer than the outcomes a room remembers of one user (300). */
export const MAX_IN_FLIGHT = 50;
/** A room remembers an outcome for 24 hours. What was first sent longer ago than this is not sent again. */
export const RESEND_WITHIN_MS = 23 * 60 * 60 * 1000;

/** The code of a command that its writer took back before it was sent. */
export const WITHDRAWN = "withdrawn";

const KEPT_SENTENCE = "What you did is kept in this browser, and sent when you can come back.";
const UNKNOWN_SENTENCE =
  "This was sent but not answered for so long that nobody can tell any more whether it was done.";

interface Entry<Command> {
  readonly pending: PendingCommand<Command>;
  /** As it is kept and sent: the same under one id for ever, or the room would take it for another. */
  readonly said: QueuedRow["command"];
  sentAt: number | null;
  /** Storage was asked to have it as it is here. */
  written: boolean;
  /** It was sent on the present socket, or is as soon as it is kept. */
  inFlight: boolean;
}

interface QueueParts<Command> {
  clock: Clock;
  pace: Pace;
  /** Reads commands that an earlier page kept. */
  commands: z.ZodType<Command>;
  /** Where commands are kept until they are answered; null for a queue that lasts as long as the page. */
  keep: Keep | null;
  /** Sends a frame on the present socket. */
  send: (frame: string) => void;
  /** A command was answered, or will never be; told before it goes from `pending`. */
  settled: (pending: PendingCommand<Command>, outcome: CommandOutcome) => void;
}

/**
 * Commands on their way to a room, in the order they were made. Each carries an id made here and is kept, with it, until
 * it is answered; what was not answered on one socket is sent again on the next, by this page or a later one, and the
 * room acts on each id once (P3). Nothing is sent before it is kept.
 */
export class CommandQueue<Command extends { type: string }> {
  readonly refusals: Refusals;
  readonly #parts: QueueParts<Command>;
  readonly #pending = new Cell<readonly PendingCommand<Command>[]>([]);
  readonly #waiting = new Map<string, (outcome: CommandOutcome) => void>();
  #entries = new Map<string, Entry<Command>>();
  /** What earlier tabs left is known, and comes first. */
  readonly #ready: Cell<boolean>;
  #online = false;
  #socket = 0;
  #pumping = false;
  /** How many are being kept to be sent then. */
  #claimed = 0;
  #work: Promise<unknown> = Promise.resolve();
  #cancelWait: () => void = () => {};
  #closed = false;

  constructor(parts: QueueParts<Command>) {
    this.#parts = parts;
    this.#ready = new Cell(parts.keep === null);
    this.refusals = new Refusals(parts.keep);
    if (parts.keep) void this.#takeUp(parts.keep);
  }

  /** Those not answered yet, in the order they will be sent. */
  get pending(): Observed<readonly PendingCommand<Command>[]> {
    return this.#pending;
  }

  /** False until it is known what earlier pages left, so that more may wait than `pending` tells. */
  get ready(): Observed<boolean> {
    return this.#ready;
  }

  /** Takes a command. The promise never rejects; while the room cannot be reached it waits. */
  add(command: Command): { id: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    const pending = { id, command, at: this.#parts.clock.now() };
    const outcome = new Promise<CommandOutcome>((settle) => this.#waiting.set(id, settle));
    this.#entries.set(id, { pending, said: command, sentAt: null, written: false, inFlight: false });
    this.#show();
    this.#pump();
    return { id, outcome };
  }

  /**
   * Takes back what was certainly never sent, all of it or none; answers whether it did. Whoever waits for one is told that
   * it was {@link WITHDRAWN}.
   */
  withdraw(ids: readonly string[]): boolean {
    if (!ids.every((id) => this.#entries.get(id)?.sentAt === null)) return false;
    for (const id of ids) this.#settle(id, { ok: false, code: WITHDRAWN, message: "This was taken back." });
    return true;
  }

  /** A socket was welcomed: what is not answered is sent on it. */
  online(): void {
    this.#online = true;
    this.#socket++;
    for (const entry of this.#entries.values()) entry.inFlight = false;
    this.#pump();
  }

  /** The socket is gone. */
  offline(): void {
    this.#online = false;
    this.#cancelWait();
  }

  /** Takes the room's answer to one; an answer to none of ours is passed over. */
  answered(answer: Answer): void {
    if (answer.type === "ack") this.#settle(answer.id, { ok: true, seq: answer.seq, result: answer.result });
    else this.#settle(answer.id, { ok: false, code: answer.code, message: answer.message });
    this.#pump();
  }

  /**
   * The room is closed for good. Whoever waits is told so. What is kept stays for when the room can be entered again;
   * without a keep all is given up, and whether one took effect is then unknown.
   */
  abandon(sentence: string): void {
    this.offline();
    const message = this.#parts.keep ? `${sentence} ${KEPT_SENTENCE}` : sentence;
    for (const settle of this.#waiting.values()) settle({ ok: false, code: "closed", message });
    this.#waiting.clear();
    if (this.#parts.keep) return;
    this.#entries.clear();
    this.#show();
  }

  /** Leaves; once all is written, what is kept goes on wherever the room is opened next. */
  close(): void {
    this.#closed = true;
    this.offline();
    this.#step();
    void this.#work.then(() => this.#parts.keep?.close());
  }

  async #takeUp(keep: Keep): Promise<void> {
    await this.refusals.load();
    const rows = await keep.adopt((later) => this.#adopt(later, "last")).catch(() => []);
    this.#adopt(rows, "first");
    this.#ready.set(true);
    this.#pump();
  }

  /**
   * Takes up what another tab left. What that one had sent always comes first: the room remembers only so many outcomes
   * of one user, and does again what it no longer knows.
   */
  #adopt(rows: readonly QueuedRow[], where: "first" | "last"): void {
    const adopted = new Map<string, Entry<Command>>();
    for (const { id, command, at, sentAt } of rows) {
      const known = this.#parts.commands.safeParse(command);
      if (known.success) {
        const pending = { id, command: known.data, at };
        adopted.set(id, { pending, said: command, sentAt, written: true, inFlight: false });
      } else {
        // An older page made it, and this one cannot say it any more.
        this.refusals.add({ id, command, at, code: "invalid", message: "This could not be sent by the present page." });
        this.#parts.keep?.remove(id).catch(() => {});
      }
    }
    const sent = [...adopted].filter(([, { sentAt }]) => sentAt !== null);
    const [first, second] = where === "first" ? [adopted, this.#entries] : [this.#entries, adopted];
    // A key that comes again keeps its first place.
    this.#entries = new Map([...sent, ...first, ...second]);
    this.#show();
    this.#pump();
  }

  /** What is done in one go is kept in one, and before the browser does anything else: the page may be left next. */
  #pump(): void {
    if (!this.#parts.keep) this.#step();
    else if (!this.#pumping) {
      this.#pumping = true;
      queueMicrotask(() => {
        this.#pumping = false;
        this.#step();
      });
    }
  }

  /** Begins to keep what is not kept yet, whatever is still being kept, and then sends what may be sent. */
  #step(): void {
    const socket = this.#socket;
    const due = this.#due();
    const now = this.#parts.clock.now();
    for (const entry of due) {
      entry.inFlight = true;
      if (entry.sentAt !== null) continue;
      entry.sentAt = now;
      entry.written = false;
    }
    const unwritten = [...this.#entries.values()].filter(({ written }) => !written);
    if (due.length === 0 && unwritten.length === 0) return;
    for (const entry of unwritten) entry.written = true;
    if (!this.#parts.keep) {
      this.#send(due, socket);
      return;
    }
    this.#claimed += due.length;
    const kept = this.#write(this.#parts.keep, unwritten);
    this.#work = Promise.all([this.#work, kept]).then(() => {
      this.#claimed -= due.length;
      this.#send(due, socket);
      this.#pump();
    });
  }

  /** Those that may be sent now, in order. */
  #due(): Entry<Command>[] {
    this.#cancelWait();
    if (!this.#ready.value || !this.#online || this.#closed) return [];
    const due: Entry<Command>[] = [];
    const now = this.#parts.clock.now();
    const entries = [...this.#entries.values()];
    const inFlight = entries.filter((entry) => entry.inFlight).length;
    const room = Math.min(MAX_IN_FLIGHT - inFlight, this.#parts.pace.room - this.#claimed);
    for (const entry of entries) {
      if (entry.inFlight) continue;
      if (entry.sentAt !== null && now - entry.sentAt > RESEND_WITHIN_MS) this.#giveUp(entry);
      else if (due.length < room) due.push(entry);
      else {
        if (inFlight + due.length < MAX_IN_FLIGHT) this.#waitForPace();
        break;
      }
    }
    return due;
  }

  #waitForPace(): void {
    this.#cancelWait = this.#parts.clock.after(Math.max(1, this.#parts.pace.waitMs), () => this.#pump());
  }

  /** Storage that fails leaves the commands in memory. */
  async #write(keep: Keep, entries: readonly Entry<Command>[]): Promise<void> {
    const rows = entries.map(({ pending: { id, at }, said, sentAt }) => ({ id, command: said, at, sentAt }));
    await keep.write(rows).catch(() => {});
  }

  /** Sends on `socket`; where that is gone by now, all of it is sent on the next. */
  #send(entries: readonly Entry<Command>[], socket: number): void {
    if (this.#closed || !this.#online || socket !== this.#socket) return;
    for (const { said, pending } of entries) this.#parts.send(JSON.stringify({ ...said, id: pending.id }));
  }

  /** Whether it had an effect is not to be known any more, so sending it again could do it twice. */
  #giveUp({ pending: { id } }: Entry<Command>): void {
    this.#settle(id, { ok: false, code: UNKNOWN_EFFECT, message: UNKNOWN_SENTENCE });
  }

  #settle(id: string, outcome: CommandOutcome): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#parts.settled(entry.pending, outcome);
    this.#entries.delete(id);
    this.#parts.keep?.remove(id).catch(() => {});
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    // One who waits is told by that; of a command that another page made, or that nobody could answer, all are told.
    if (!outcome.ok && (!waiting || outcome.code === UNKNOWN_EFFECT)) {
      const { command, at } = entry.pending;
      this.refusals.add({ id, command, at, code: outcome.code, message: outcome.message });
    }
    this.#show();
    waiting?.(outcome);
  }

  #show(): void {
    const shown = [...this.#entries.values()].map(({ pending }) => pending);
    if (shown.length > 0 || this.#pending.value.length > 0) this.#pending.set(shown);
  }
}
