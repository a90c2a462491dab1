import { z } from "zod";
import { bodyMark, CommandLog } from "./command-log.ts";
import { RoomError } from "./errors.ts";
import type { CommandEnvelope } from "./protocol.ts";

export const Json = z.json();
export type Json = z.infer<typeof Json>;

/** What an accepted command answers: the newest seq of its events, and a result if it has one. */
const Accepted = z.object({ seq: z.number(), result: Json.optional() });
export type Accepted = z.infer<typeof Accepted>;

/**
 * How a command is accepted (P3): one sent before is answered as it was then, a new one is checked and done, and what it
 * answered is remembered in the transaction of its effect. A refusal is not remembered: it may be right the next time.
 */
export class Acceptance<Command extends { type: string }> {
  readonly #log: CommandLog<Accepted>;
  readonly #commands: z.ZodType<Command>;

  static readonly schema = CommandLog.schema;
  static readonly slots = CommandLog.slots;

  constructor(sql: SqlStorage, commands: z.ZodType<Command>) {
    this.#log = new CommandLog(sql, Accepted);
    this.#commands = commands;
  }

  /**
   * Answers a command of `user`. `commit` runs what it is given in one transaction with what `perform` does.
   * @throws RoomError `key_reused`, `invalid`, or what `perform` throws; nothing of it stays then.
   */
  accept(
    user: string,
    envelope: CommandEnvelope,
    commit: (act: () => Accepted) => Accepted,
    perform: (command: Command) => Accepted,
  ): Accepted {
    const scope = `socket:${user}`;
    const mark = bodyMark(envelope);
    const known = this.#log.recall(scope, envelope.id, mark);
    if (known.kind === "same") return known.answer;
    if (known.kind === "reused") throw new RoomError("key_reused", "This id was used for another command.");
    const command = this.#commands.safeParse(envelope);
    if (!command.success) {
      const errors = command.error.issues.map(({ path, message }) => ({ path: path.join("."), message }));
      throw new RoomError("invalid", errors[0]?.message ?? "This command is not valid.", errors);
    }
    return commit(() => {
      const accepted = perform(command.data);
      this.#log.remember(scope, envelope.id, mark, accepted, Date.now());
      return accepted;
    });
  }
}
