import { clsx } from "clsx";
import { MoreHorizontal } from "lucide-react";
import { type MouseEvent, memo, type ReactNode, useEffect, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { usePersonColour } from "../../design/person-colours.ts";
import { whenDragging } from "../dragging/dragging.ts";
import { usePicked, useSelection } from "../selection/use-selection.tsx";
import { useBoardPage } from "./board-page.tsx";
import { CardFacts } from "./card-facts.tsx";
import { CardTitle } from "./card-title.tsx";
import { roleOfCard } from "./drag.ts";
import { pictureOf } from "./hand-picture.ts";
import { usePart } from "./part.ts";
import { useStage } from "./stage.tsx";

interface CardProps {
  task: Task;
  row: string;
  /** Whether Tab comes to this card of its lane. */
  tabStop: boolean;
}

/** A task on the board. Drawn anew only when it changed itself, or when somebody does something with it. */
export const Card = memo(function Card({ task, row, tabStop }: CardProps) {
  const { drag, marks, mayWrite } = useBoardPage();
  const colourOf = usePersonColour();
  const stage = useStage();
  const selection = useSelection();
  const element = useRef<HTMLElement>(null);
  const picked = usePicked(task.id);
  const role = usePart(drag, (now) => roleOfCard(now, { task: task.id, row }));
  const mark = usePart(marks, ({ cards }) => cards.get(task.id) ?? null);
  useEffect(() => {
    const card = element.current;
    if (!card || !mayWrite) return;
    return whenDragging(({ draggable, setCustomNativeDragPreview }) =>
      draggable({
        element: card,
        // A card that a finger has picked up already is carried by `touch.ts`; text being written is marked by the pointer.
        canDrag: () => drag.value === null && stage.renaming.value?.task !== task.id,
        getInitialData: () => ({ task: task.id, row }),
        onGenerateDragPreview: ({ nativeSetDragImage }) => {
          const count = selection.has(task.id) ? selection.value.size : 1;
          if (count === 1) return;
          const render = ({ container }: { container: HTMLElement }) => container.append(pictureOf(task.title, count));
          setCustomNativeDragPreview({ nativeSetDragImage, render });
        },
      }),
    );
  }, [task.id, task.title, row, mayWrite, drag, stage, selection]);
  const holder = mark?.mover ?? mark?.open[0] ?? null;
  const openMenu = ({ currentTarget }: MouseEvent) => {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    stage.openBeside({ task: task.id, row }, "menu", { x: left, y: bottom });
  };
  return (
    <article
      ref={element}
      className={clsx(
        "card group relative grid gap-1 rounded-lg border px-3 py-2 shadow-card compact:gap-0.5 compact:px-2.5 compact:py-1 transition-[border-color,opacity] duration-quick",
        "has-[.card-open:focus-visible]:outline-2 has-[.card-open:focus-visible]:outline-offset-1 has-[.card-open:focus-visible]:outline-focus",
        picked ? "border-accent bg-accent-soft" : "border-line bg-raised hover:border-line-strong",
        role === "moved" && "opacity-45",
      )}
      data-task={task.id}
      data-row={row}
      data-drag={role === "none" ? undefined : role}
      data-drop={role === "before" ? "before" : undefined}
      data-held={holder ? true : undefined}
      data-picked={picked ? true : undefined}
      style={holder ? { "--holder": colourOf(holder.user) } : undefined}
    >
      <CardTitle task={task} row={row} tabStop={tabStop} />
      <CardFacts task={task} />
      <button
        type="button"
        className={clsx(
          iconButtonClass({ size: "sm" }),
          "absolute end-1 top-1 z-1 bg-raised! opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:size-10 pointer-coarse:bg-transparent! pointer-coarse:opacity-100",
        )}
        aria-label={`More of ${task.key} on the board`}
        aria-haspopup="menu"
        tabIndex={tabStop ? 0 : -1}
        onClick={openMenu}
      >
        <MoreHorizontal aria-hidden />
      </button>
      {mark?.mover ? (
        <HeldBy>{mark.mover.name} is moving this</HeldBy>
      ) : mark && mark.open.length > 0 ? (
        <HeldBy>Open: {mark.open.map(({ name }) => name).join(", ")}</HeldBy>
      ) : null}
    </article>
  );
});

/** Over the edge, so that nothing moves when someone comes or goes. */
function HeldBy({ children }: { children: ReactNode }) {
  return (
    <span className="pointer-events-none absolute start-2 -top-2.5 z-1 max-w-[calc(100%-1rem)] truncate rounded-full bg-(--holder) px-2 text-xs leading-4.5 font-medium text-person-ink">
      {children}
    </span>
  );
}
