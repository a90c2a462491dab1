import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Confirm } from "../../design/dialog.tsx";
import { deletingAll } from "../selection/bulk.ts";
import { useSelection } from "../selection/use-selection.tsx";
import { useBoardPage } from "./board-page.tsx";
import { CardMenu } from "./card-menu.tsx";
import { CardPicker } from "./card-pickers.tsx";
import { type OpenPart, useStage } from "./stage.tsx";

interface OpenCardPartProps {
  open: OpenPart;
  tasks: ReadonlyMap<string, Task>;
}

/** A card's menu, a choice of one thing of it, or the question whether to delete it: about all that are picked with it. */
export function OpenCardPart({ open, tasks }: OpenCardPartProps) {
  const stage = useStage();
  const selection = useSelection();
  const targets = targetsOf(open, selection.value, tasks);
  if (targets.length === 0) return null;
  const key = `${open.card.task} ${open.part}`;
  const close = () => {
    if (stage.open.value !== open) return;
    stage.open.set(null);
    stage.focus(open.card);
  };
  switch (open.part) {
    case "menu":
      return <CardMenu key={key} open={open} targets={targets} onClose={close} />;
    case "deletion":
      return <DeleteTasks key={key} targets={targets} onClose={close} />;
    default:
      return <CardPicker key={key} part={open.part} at={open.at} targets={targets} onClose={close} />;
  }
}

/** The task of the card; or when it is among those picked, all of them. */
function targetsOf({ card }: OpenPart, picked: ReadonlySet<string>, tasks: ReadonlyMap<string, Task>): Task[] {
  const ids = picked.has(card.task) ? [...picked] : [card.task];
  return ids.flatMap((id) => tasks.get(id) ?? []);
}

function DeleteTasks({ targets, onClose }: { targets: readonly Task[]; onClose: () => void }) {
  const { actTogether } = useBoardPage();
  const [first] = targets;
  const what = targets.length === 1 && first ? first.key : `${targets.length} tasks`;
  const remove = () => {
    onClose();
    actTogether(deletingAll(targets.map(({ id }) => id)), `Delete ${targets.length} tasks`);
  };
  return (
    <Confirm title={`Delete ${what}?`} confirm="Delete for ever" onConfirm={remove} onCancel={onClose}>
      <p>
        {targets.length === 1 ? "It goes" : "They go"} for everyone, with the description, and cannot be brought back.
        What is archived can.
      </p>
    </Confirm>
  );
}
