import { CircleSlash, Tag, UserRound } from "lucide-react";
import { useMemo } from "react";
import { PRIORITIES } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Dot } from "../../design/chip.tsx";
import { Face } from "../../design/face.tsx";
import type { PickerOption } from "../../design/picker.tsx";
import { PRIORITY_NAMES } from "../../words/board.ts";
import { useBoardPage } from "../board/board-page.tsx";
import { PriorityMark } from "./priority-mark.tsx";

/** What can be chosen of the open board's own, as pickers offer it. */
export interface Choices {
  columns: readonly PickerOption[];
  priorities: readonly PickerOption[];
  labels: readonly PickerOption[];
  people: readonly PickerOption[];
}

const PRIORITY_OPTIONS: readonly PickerOption[] = PRIORITIES.map((priority) => ({
  id: priority,
  name: PRIORITY_NAMES[priority],
  leading: <PriorityMark priority={priority} />,
}));

/** What can be chosen of the open board's columns, priorities, labels and people. */
export function useChoices(): Choices {
  const { columns, labels, people } = useBoardPage();
  return useMemo(() => {
    const dotted = ({ id, name, colour }: { id: string; name: string; colour: string }) => {
      return { id, name, leading: <Dot colour={colour} /> };
    };
    return {
      columns: [...columns.values()].map(dotted),
      priorities: PRIORITY_OPTIONS,
      labels: [...labels.values()].map(dotted),
      people: [...people.values()]
        .toSorted((a, b) => a.name.localeCompare(b.name))
        .map(({ user, name }) => ({ id: user, name, leading: <Face user={user} name={name} /> })),
    };
  }, [columns, labels, people]);
}

/** Whom a filter may ask for beside the people there are. */
export const SOMEBODY: readonly PickerOption[] = [
  { id: "me", name: "Me", leading: <UserRound aria-hidden className="size-4" /> },
  { id: "nobody", name: "Nobody", leading: <CircleSlash aria-hidden className="size-4" /> },
];

/** The options with those that are chosen and gone, so that they can be let go of. */
export function withGone(options: readonly PickerOption[], chosen: readonly string[], gone: string): PickerOption[] {
  const known = new Set(options.map(({ id }) => id));
  const lost = chosen.filter((id) => !known.has(id));
  return [...options, ...lost.map((id) => ({ id, name: gone, leading: <Tag aria-hidden className="size-4" /> }))];
}
