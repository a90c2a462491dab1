import type { ServerControl } from "../../../durable-objects/room/protocol.ts";
import { newKey } from "../id.ts";

/** What became of a command: done (`result` as its kind defines it), refused by the room, or given up with the room. */
export type CommandOutcome = { ok: true; seq: number; result: unknown } | { ok: false; code: string; message: string };

type Answer = Extract<ServerControl, { type: "ack" }> | (Extract<ServerControl, { type: "error" }> & { id: string });

interface Pending {
  frame: string;
  settle: (outcome: CommandOutcome) => void;
}

/**
 * Commands on their way, in the order they were made. Each carries an id made here; after a reconnect those not yet
 * answered are sent again under the same id, and the room acts on each once (P3).
 */
export class Commands {
  readonly #pending = new Map<string, Pending>();

  /** How many wait for an answer. */
  get size(): number {
    return this.#pending.size;
  }

  /** Takes a command. Answers its frame, and what will become of it; that promise never rejects. */
  add(command: { type: string }): { frame: string; outcome: Promise<CommandOutcome> } {
    const id = newKey();
    const frame = JSON.stringify({ ...command, id });
    const outcome = new Promise<CommandOutcome>((settle) => this.#pending.set(id, { frame, settle }));
    return { frame, outcome };
  }

  /** The frames of all that wait, oldest first. */
  frames(): string[] {
    return [...this.#pending.values()].map(({ frame }) => frame);
  }

  /** Takes the room's answer to one; an answer to none of ours is passed over. */
  answered(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    if (!pending) return;
    this.#pending.delete(answer.id);
    if (answer.type === "ack") pending.settle({ ok: true, seq: answer.seq, result: answer.result });
    else pending.settle({ ok: false, code: answer.code, message: answer.message });
  }

  /** Gives all up: the room is closed for good. Whether one took effect is then unknown. */
  abandon(message: string): void {
    for (const { settle } of this.#pending.values()) settle({ ok: false, code: "closed", message });
    this.#pending.clear();
  }
}
