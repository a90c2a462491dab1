import type { Command } from "./command.ts";
import type { CommandGroup } from "./groups.ts";

/** What keys do, under what it is about. */
export interface ShortcutGroup {
  group: CommandGroup;
  rows: readonly { words: string; keys: string }[];
}

/** The keys among `commands` whose words hold `words`, group by group; of two that a key means there, the last. */
export function shortcutGroups(commands: readonly Command[], words: string): ShortcutGroup[] {
  const wanted = words.trim().toLocaleLowerCase();
  const byKeys = new Map<string, Command>();
  for (const command of commands) if (command.keys) byKeys.set(`${command.group} ${command.keys}`, command);
  const rows = [...byKeys.values()].flatMap(({ group, words: called, keys }) =>
    keys && called.toLocaleLowerCase().includes(wanted) ? [{ group, words: called, keys }] : [],
  );
  return GROUP_ORDER.map((group) => ({ group, rows: rows.filter((row) => row.group === group) })).filter(
    (group) => group.rows.length > 0,
  );
}

const GROUP_ORDER: readonly CommandGroup[] = [
  "general",
  "go",
  "create",
  "board",
  "selection",
  "task",
  "page",
  "message",
  "conversation",
  "inbox",
  "call",
  "workspace",
  "you",
];
