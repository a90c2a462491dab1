import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useSelection } from "../selection/use-selection.tsx";
import { useShortcut } from "../shortcuts/use-command.ts";
import { useBoardPage } from "./board-page.tsx";
import { cardAround } from "./card-pointing.ts";
import type { CardName } from "./spots.ts";
import type { CardPart, Stage } from "./stage.tsx";

/** Letters that do something with the card under the focus or, without one, under the pointer. */
export function useCardShortcuts(stage: Stage, tasks: ReadonlyMap<string, Task>): void {
  const { mayWrite } = useBoardPage();
  const selection = useSelection();
  const meant = () => cardMeant(stage, tasks);
  const edits = () => mayWrite && meant() !== null;
  const open = (part: CardPart) => () => {
    const card = meant();
    if (card) stage.openBeside(card, part);
  };
  const key = { scope: "board", offered: "keys" } as const;
  useShortcut({ ...key, keys: "a", words: "Assign the card", run: open("assignees"), when: edits });
  useShortcut({ ...key, keys: "l", words: "Label the card", run: open("labels"), when: edits });
  useShortcut({ ...key, keys: "p", words: "Set the card's priority", run: open("priority"), when: edits });
  useShortcut({ ...key, keys: "d", words: "Set the card's due date", run: open("due"), when: edits });
  const rename = () => {
    const card = meant();
    const task = card && tasks.get(card.task);
    if (task) stage.renaming.set({ ...card, title: task.title });
  };
  useShortcut({ ...key, keys: "e", words: "Rename the card", run: rename, when: edits });
  const pick = () => {
    const card = meant();
    if (card) selection.toggle(card.task);
  };
  useShortcut({ ...key, keys: "x", words: "Pick the card, or let go of it", run: pick, when: () => meant() !== null });
  // What the card's own keys do is told in the sheet of keys, too; they act where the focus is on one.
  const onCard = { ...key, run: () => {}, when: () => false };
  useShortcut({ ...onCard, keys: "enter", words: "Open the card" });
  useShortcut({ ...onCard, keys: "space", words: "Pick the card up, carry it with the arrows, put it down" });
  useShortcut({ ...onCard, keys: "arrowdown", words: "Go from card to card; with Shift, pick them" });
}

/** The card that whoever presses a key means. */
function cardMeant({ hovered }: Stage, tasks: ReadonlyMap<string, Task>): CardName | null {
  const card = cardAround(document.activeElement) ?? hovered;
  return card && tasks.has(card.task) ? card : null;
}
