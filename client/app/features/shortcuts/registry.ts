import { Cell, type Observed } from "../../../sdk/observed.ts";
import type { Command } from "./command.ts";

/** Keys that follow each other more slowly than this, in ms, are no sequence. */
const SEQUENCE_MS = 1_200;

/** What became of a key: the command it stands for, the beginning of a sequence, or nothing of ours. */
export type Meaning = { name: "command"; command: Command } | { name: "begun" } | { name: "nothing" };

/** All that can be done at this moment. Whoever can do something adds it for as long as they are there. */
export class CommandRegistry {
  readonly #commands = new Cell<readonly Command[]>([]);
  readonly #asked = new Cell(0);
  #begun: { keys: string; at: number } | null = null;

  /** In the order in which they were added. */
  get commands(): Observed<readonly Command[]> {
    return this.#commands;
  }

  /** Adds commands; answers how to take them away again. */
  add(...commands: readonly Command[]): () => void {
    if (commands.length === 0) return () => {};
    this.#commands.set([...this.#commands.value, ...commands]);
    return () => this.#commands.set(this.#commands.value.filter((each) => !commands.includes(each)));
  }

  /** Moves on whenever what a command asks may have changed, and a question that stands open is to be asked anew. */
  get asked(): Observed<number> {
    return this.#asked;
  }

  /** Says that what a command asks may have changed. */
  askAnew(): void {
    this.#asked.set(this.#asked.value + 1);
  }

  /** Those that can be done now; of several with one id the one that was added last. */
  available(): Command[] {
    const byId = new Map(this.#commands.value.map((command) => [command.id, command]));
    return [...byId.values()].filter(isPossible);
  }

  /**
   * What `keys`, one combination pressed at `at` (ms), mean after those before. What was added last stands closest to
   * what one looks at, and so comes first; what cannot be done now leaves its keys to others.
   */
  press(keys: string, at: number): Meaning {
    const begun = this.#begun && at - this.#begun.at <= SEQUENCE_MS ? `${this.#begun.keys} ${keys}` : null;
    this.#begun = null;
    for (const sequence of begun ? [begun, keys] : [keys]) {
      const command = this.#commands.value.findLast((each) => each.keys === sequence && isPossible(each));
      if (command) return { name: "command", command };
      if (this.#commands.value.some((each) => each.keys?.startsWith(`${sequence} `) && isPossible(each))) {
        this.#begun = { keys: sequence, at };
        return { name: "begun" };
      }
    }
    return { name: "nothing" };
  }
}

/** The commands of this page. */
export const registry = new CommandRegistry();

function isPossible({ when }: Command): boolean {
  return when?.() ?? true;
}
