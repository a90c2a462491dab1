import { CALL } from "./call.ts";
import { LEAVE, MUTE, TOPIC } from "./channel.ts";
import type { Command, CommandPlace } from "./command.ts";
import { DM } from "./direct.ts";
import { REMIND } from "./remind.ts";
import { TASK } from "./task.ts";
import { HELP, SHRUG_COMMAND } from "./words.ts";

const ALL: readonly Command[] = [TASK, CALL, REMIND, DM, TOPIC, MUTE, LEAVE, SHRUG_COMMAND, HELP];

/** The commands that can be given in a place. */
export function commandsAt(place: Pick<CommandPlace, "conversation" | "project">): readonly Command[] {
  return ALL.filter(({ offered }) => offered?.(place) ?? true);
}

/** Why a text that begins with this command is not sent: there is none, or none here. */
export function unknownCommand(name: string): string {
  const elsewhere = ALL.some((command) => command.name === name);
  if (elsewhere) return `/${name} cannot be done here. Type / for what can be.`;
  return `There is no command /${name}. Type / for those there are; to send these words, put a space before them.`;
}
