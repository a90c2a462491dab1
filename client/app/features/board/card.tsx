import { draggable } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { Link } from "@tanstack/react-router";
import { memo, useEffect, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { usePersonColour } from "../../design/person-colours.ts";
import { useBoardPage } from "./board-page.tsx";
import { CardFacts } from "./card-facts.tsx";
import { CardPeople } from "./card-people.tsx";
import { roleOfCard } from "./drag.ts";
import { usePart } from "./part.ts";
import "./card.css";

interface CardProps {
  task: Task;
  blocked: boolean;
  /** Of its sub-tasks: how many are settled, and how many there are. */
  subtasksDone: number;
  subtasks: number;
  /** Whether Tab comes to this card of its column. */
  tabStop: boolean;
  onFocus: (task: string) => void;
}

/** A task on the board. Drawn anew only when it changed itself, or when somebody does something with it. */
export const Card = memo(function Card({ task, blocked, subtasksDone, subtasks, tabStop, onFocus }: CardProps) {
  const colourOf = usePersonColour();
  const { drag, marks, mayWrite, addressOf } = useBoardPage();
  const element = useRef<HTMLLIElement>(null);
  const role = usePart(drag, (now) => roleOfCard(now, task.id));
  const mark = usePart(marks, ({ cards }) => cards.get(task.id) ?? null);
  useEffect(() => {
    if (!element.current || !mayWrite) return;
    return draggable({
      element: element.current,
      // A card that a finger has picked up already is carried by `touch.ts`.
      canDrag: () => drag.value === null,
      getInitialData: () => ({ task: task.id }),
    });
  }, [task.id, mayWrite, drag]);
  const holder = mark?.mover ?? mark?.open[0] ?? null;
  return (
    <li
      ref={element}
      className="card"
      data-task={task.id}
      data-drag={role === "none" ? undefined : role}
      data-held={holder ? true : undefined}
      data-drop={mark?.dropper ? true : undefined}
      style={holder ? { "--holder": colourOf(holder.user) } : undefined}
    >
      {mark?.dropper ? <DropLine {...mark.dropper} /> : null}
      <Link
        className="card-open"
        {...addressOf(task)}
        draggable={false}
        tabIndex={tabStop ? 0 : -1}
        onFocus={() => onFocus(task.id)}
        aria-describedby={mayWrite ? "board-keys" : undefined}
      >
        <span className="card-key">{task.key}</span>
        <span className="card-title" dir="auto">
          {task.title}
        </span>
      </Link>
      <CardPeople assignees={task.assignees} />
      <CardFacts task={task} blocked={blocked} subtasksDone={subtasksDone} subtasks={subtasks} />
      {mark?.mover ? (
        <span className="card-held">{mark.mover.name} is moving this</span>
      ) : mark && mark.open.length > 0 ? (
        <span className="card-held">Open: {mark.open.map(({ name }) => name).join(", ")}</span>
      ) : null}
    </li>
  );
});

/** Where someone else would put what they move. */
export function DropLine({ user, name }: { user: string; name: string }) {
  const colourOf = usePersonColour();
  return (
    <span className="drop-line" style={{ "--holder": colourOf(user) }}>
      {name}
    </span>
  );
}
