import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { useEffect, useMemo, useRef } from "react";
import { z } from "zod";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { BoardColumn } from "./board-column.tsx";
import { useBoardPage } from "./board-page.tsx";
import { type Digest, digestOf } from "./digest.ts";
import type { Drag } from "./drag.ts";
import { onBoardKey, spotInWords } from "./keyboard.ts";
import { isUnmoved, type Lanes, lanesOf, placeAt } from "./lanes.ts";
import { NewColumn } from "./new-column.tsx";
import { carryByTouch } from "./touch.ts";
import "./board.css";

const Dragged = z.object({ task: z.string() });
const Over = z.object({ columnId: z.string(), before: z.string().nullable() });

interface BoardProps {
  state: BoardState;
  /** Which tasks are shown; null for all. */
  filter: ((task: Task) => boolean) | null;
  showHidden: boolean;
}

/** The columns side by side, and the moving of cards between them. */
export function Board({ state, filter, showHidden }: BoardProps) {
  const page = useBoardPage();
  const { columns, drag, mayWrite, act, announce } = page;
  const element = useRef<HTMLDivElement>(null);
  const lanes = useLanes(state, filter, showHidden);
  const digest = useDigest(state);
  const latest = useRef({ lanes, state });
  latest.current = { lanes, state };

  /** Puts down what is in the hand. */
  const drop = ({ task, columnId, before }: Drag) => {
    drag.set(null);
    const { lanes: shown } = latest.current;
    const spot = { columnId, before: before === task ? null : before };
    if (isUnmoved(shown, task, { columnId, before })) return;
    act({ type: "task.move", task, columnId, ...placeAt(shown, task, spot) });
  };
  const dropping = useRef(drop);
  dropping.current = drop;

  useEffect(() => {
    if (!element.current || !mayWrite) return;
    const spotOver = (targets: readonly { data: unknown }[]) => Over.safeParse(targets[0]?.data).data;
    return combine(
      carryByTouch(element.current, { drag, drop: (held) => dropping.current(held) }),
      autoScrollForElements({ element: element.current }),
      monitorForElements({
        canMonitor: ({ source }) => Dragged.safeParse(source.data).success,
        onDragStart: ({ source }) => {
          const { task } = Dragged.parse(source.data);
          const columnId = latest.current.state.tasks.get(task)?.columnId;
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
          if (held && spot) dropping.current({ ...held, ...spot });
          else drag.set(null);
        },
      }),
    );
  }, [drag, mayWrite]);

  const keyOf = (task: string) => state.tasks.get(task)?.key ?? "The task";
  const where = (held: Drag) => spotInWords(lanes, held.task, held, columns.get(held.columnId)?.name ?? "");
  const focus = (task: string) => {
    element.current?.querySelector<HTMLElement>(`[data-task="${CSS.escape(task)}"] .card-open`)?.focus();
  };
  const onKey = (event: KeyboardEvent) =>
    onBoardKey(event, {
      drag,
      lanes,
      mayWrite,
      focus,
      moved: (held, how) => {
        drag.set(held);
        announce(`${keyOf(held.task)} ${how === "picked up" ? "picked up in" : "over"} ${where(held)}.`);
        scrollTo(element.current, held);
      },
      dropped: (held) => {
        announce(`${keyOf(held.task)} dropped in ${where(held)}.`);
        drop(held);
        requestAnimationFrame(() => focus(held.task));
      },
      cancelled: (held) => {
        drag.set(null);
        announce(`${keyOf(held.task)} stays where it was.`);
      },
    });
  const keying = useRef(onKey);
  keying.current = onKey;
  useEffect(() => {
    const listening = new AbortController();
    element.current?.addEventListener("keydown", (event) => keying.current(event), { signal: listening.signal });
    return () => listening.abort();
  }, []);
  return (
    <div ref={element} className="board">
      <p id="board-keys" className="unseen">
        Space picks the task up, arrow keys carry it, Space puts it down, Escape takes it back. Enter opens it.
      </p>
      {[...lanes].map(([id, lane]) => {
        const column = columns.get(id);
        if (!column) return null;
        const count = tasksIn(state.tasks, id).length;
        return <BoardColumn key={id} column={column} lane={lane} count={count} digest={digest} />;
      })}
      {mayWrite ? <NewColumn /> : null}
    </div>
  );
}

/** The lanes of the columns that are shown; the same object as long as nothing in them changes. */
function useLanes(state: BoardState, filter: BoardProps["filter"], showHidden: boolean): Lanes {
  const { columns } = useBoardPage();
  const before = useRef<Lanes | null>(null);
  const lanes = useMemo(() => {
    const shown = [...columns.values()].filter(({ hidden }) => showHidden || !hidden);
    return lanesOf(shown, (id) => tasksIn(state.tasks, id), filter, before.current);
  }, [columns, state.tasks, filter, showHidden]);
  before.current = lanes;
  return lanes;
}

/** What cards show that their own tasks do not say. */
function useDigest({ tasks, columns, neighbours }: BoardState): Digest {
  const before = useRef<Digest | null>(null);
  const digest = useMemo(() => digestOf({ tasks, columns, neighbours }, before.current), [tasks, columns, neighbours]);
  before.current = digest;
  return digest;
}

/** Brings into sight where a card carried by the keys would be put. */
function scrollTo(board: HTMLElement | null, { columnId, before }: Drag): void {
  const column = board?.querySelector(`[data-column="${CSS.escape(columnId)}"]`);
  const target = before ? column?.querySelector(`[data-task="${CSS.escape(before)}"]`) : null;
  (target ?? column?.querySelector(".column-end"))?.scrollIntoView({ block: "nearest", inline: "nearest" });
}
