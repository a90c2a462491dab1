import type { z } from "zod";
import type { CommandOutcome } from "../queue/queue.ts";

/** What was asked: its id while it is pending, if it is, and what will become of it. The promise never rejects. */
export interface Asked {
  id: string | null;
  outcome: Promise<CommandOutcome>;
}

/**
 * Asks a room for `wanted` as it will be once it went over the wire: without what is undefined, and as the room reads it.
 * What can be no command is refused here.
 */
export function ask<Command>(
  room: { issue(command: Command): Asked },
  commands: z.ZodType<Command>,
  wanted: Command,
): Asked {
  const said = commands.safeParse(JSON.parse(JSON.stringify(wanted)));
  if (said.success) return room.issue(said.data);
  const message = said.error.issues[0]?.message ?? "This cannot be done.";
  return { id: null, outcome: Promise.resolve({ ok: false, code: "invalid", message }) };
}
