import { type RefObject, useLayoutEffect, useMemo, useRef } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { BoardColumn } from "./board-column.tsx";
import { useBoardPage } from "./board-page.tsx";
import { type Digest, digestOf } from "./digest.ts";
import { type Lanes, lanesOf } from "./lanes.ts";
import { useMoving } from "./moving.ts";
import { NewColumn } from "./new-column.tsx";
import "./board.css";

interface BoardProps {
  state: BoardState;
  /** Which tasks are shown; null for all. */
  filter: ((task: Task) => boolean) | null;
  showHidden: boolean;
}

/** The columns side by side, and the moving of cards between them. */
export function Board({ state, filter, showHidden }: BoardProps) {
  const { columns, mayWrite } = useBoardPage();
  const element = useRef<HTMLDivElement>(null);
  const lanes = useLanes(state, filter, showHidden);
  const digest = useDigest(state);
  useMoving(element, lanes, state.tasks);
  useFirstCards(element, lanes);
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

/** A board opens where its tasks begin, on a screen too narrow to show that beside the empty columns before. */
function useFirstCards(element: RefObject<HTMLElement | null>, lanes: Lanes): void {
  const { project } = useBoardPage();
  const opened = useRef<string | null>(null);
  useLayoutEffect(() => {
    const board = element.current;
    if (!board || opened.current === project.id) return;
    opened.current = project.id;
    const [first] = [...lanes].find(([, lane]) => lane.length > 0) ?? [];
    const column = board.querySelector(`[data-column="${CSS.escape(first ?? "")}"]`);
    const frame = board.getBoundingClientRect();
    const box = column?.getBoundingClientRect();
    if (!box || (box.left >= frame.left && box.right <= frame.right)) return;
    column?.scrollIntoView({ behavior: "instant", block: "nearest", inline: "start" });
  }, [element, lanes, project.id]);
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
