import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { type RefObject, useEffect, useRef } from "react";
import { z } from "zod";
import type { BoardState } from "../../../sdk/board/state.ts";
import { type BoardPage, useBoardPage } from "./board-page.tsx";
import type { Drag } from "./drag.ts";
import { onBoardKey, spotInWords } from "./keyboard.ts";
import { isUnmoved, type Lanes, placeAt, spotOf } from "./lanes.ts";
import { carryByTouch } from "./touch.ts";

const Dragged = z.object({ task: z.string() });
const Over = z.object({ columnId: z.string(), before: z.string().nullable() });

/** What is on the board at the moment a hand asks. */
interface Sight {
  page: BoardPage;
  lanes: Lanes;
  tasks: BoardState["tasks"];
}

/** Lets cards on the board that is `element` be moved: by a pointer, by a finger, and by the keyboard. */
export function useMoving(element: RefObject<HTMLElement | null>, lanes: Lanes, tasks: BoardState["tasks"]): void {
  const page = useBoardPage();
  const { drag, mayWrite } = page;
  const sight = useRef<Sight>({ page, lanes, tasks });
  sight.current = { page, lanes, tasks };

  useEffect(() => {
    const board = element.current;
    if (!board) return;
    const stops = [carryByKeys(board, sight)];
    if (mayWrite) {
      const drop = (held: Drag) => putDown(sight.current, held);
      stops.push(carryByPointer(board, sight), carryByTouch(board, { drag, drop }));
      // Whoever may not move tasks any more has none in the hand.
      stops.push(() => drag.set(null));
    }
    return combine(...stops);
  }, [element, drag, mayWrite]);

  // What is in the hand may be taken off the board by others.
  useEffect(() => {
    if (drag.value?.by === "keyboard" && !spotOf(lanes, drag.value.task)) drag.set(null);
  }, [drag, lanes]);
}

/** Puts down what is in the hand, where it is. */
function putDown({ page, lanes }: Sight, { task, columnId, before }: Drag): void {
  page.drag.set(null);
  const spot = { columnId, before };
  if (isUnmoved(lanes, task, spot)) return;
  page.act({ type: "task.move", task, columnId, ...placeAt(lanes, task, spot) });
}

function carryByPointer(board: HTMLElement, sight: RefObject<Sight>): () => void {
  const { drag } = sight.current.page;
  const spotOver = (targets: readonly { data: unknown }[]) => Over.safeParse(targets[0]?.data).data;
  return combine(
    autoScrollForElements({ element: board }),
    monitorForElements({
      canMonitor: ({ source }) => Dragged.safeParse(source.data).success,
      onDragStart: ({ source }) => {
        const { task } = Dragged.parse(source.data);
        const columnId = sight.current.tasks.get(task)?.columnId;
        if (columnId) drag.set({ task, by: "pointer", columnId, before: task });
      },
      onDrag: ({ location }) => {
        const held = drag.value;
        const spot = spotOver(location.current.dropTargets);
        if (held && spot && (spot.columnId !== held.columnId || spot.before !== held.before)) {
          drag.set({ ...held, ...spot });
        }
      },
      onDrop: ({ location }) => {
        const held = drag.value;
        const spot = spotOver(location.current.dropTargets);
        if (held && spot) putDown(sight.current, { ...held, ...spot });
        else drag.set(null);
      },
    }),
  );
}

/** Each step is told to those who hear the page. Whoever goes elsewhere with a card in the hand leaves it where it was. */
function carryByKeys(board: HTMLElement, sight: RefObject<Sight>): () => void {
  const { drag, announce } = sight.current.page;
  const keyOf = (task: string) => sight.current.tasks.get(task)?.key ?? "The task";
  const where = (held: Drag) => {
    const { lanes, page } = sight.current;
    return spotInWords(lanes, held.task, held, page.columns.get(held.columnId)?.name ?? "");
  };
  const focus = (task: string) => {
    board.querySelector<HTMLElement>(`[data-task="${CSS.escape(task)}"] .card-open`)?.focus();
  };
  const cancelled = (held: Drag) => {
    drag.set(null);
    announce(`${keyOf(held.task)} stays where it was.`);
  };
  const onKey = (event: KeyboardEvent) =>
    onBoardKey(event, {
      drag,
      lanes: sight.current.lanes,
      mayWrite: sight.current.page.mayWrite,
      focus,
      cancelled,
      moved: (held, how) => {
        drag.set(held);
        announce(`${keyOf(held.task)} ${how === "picked up" ? "picked up in" : "over"} ${where(held)}.`);
        scrollTo(board, held);
      },
      dropped: (held) => {
        announce(`${keyOf(held.task)} dropped in ${where(held)}.`);
        putDown(sight.current, held);
        requestAnimationFrame(() => focus(held.task));
      },
    });
  const onLeave = ({ relatedTarget }: FocusEvent) => {
    const stays = relatedTarget instanceof Node && board.contains(relatedTarget);
    if (drag.value?.by === "keyboard" && !stays) cancelled(drag.value);
  };
  const listening = new AbortController();
  board.addEventListener("keydown", onKey, { signal: listening.signal });
  board.addEventListener("focusout", onLeave, { signal: listening.signal });
  return () => listening.abort();
}

/** Brings into sight where a card carried by the keys would be put. */
function scrollTo(board: HTMLElement, { columnId, before }: Drag): void {
  const column = board.querySelector(`[data-column="${CSS.escape(columnId)}"]`);
  const target = before ? column?.querySelector(`[data-task="${CSS.escape(before)}"]`) : null;
  (target ?? column?.querySelector(".column-end"))?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
