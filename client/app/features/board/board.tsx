import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { clsx } from "clsx";
import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { tasksIn } from "../../../sdk/board/arrangement.ts";
import type { BoardState } from "../../../sdk/board/state.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import type { Sort } from "../views/sorting.ts";
import { BoardColumns } from "./board-columns.tsx";
import { useBoardPage } from "./board-page.tsx";
import { BoardRows } from "./board-rows.tsx";
import { CardParts } from "./card-parts.tsx";
import { pointAtCards } from "./card-pointing.ts";
import { useCardShortcuts } from "./card-shortcuts.ts";
import { ColumnDots } from "./column-dots.tsx";
import { reorderColumns } from "./column-dragging.ts";
import { keepFocus } from "./focus-keeping.ts";
import { Ghosts } from "./ghosts.tsx";
import { Glide } from "./glide.tsx";
import { type Lanes, lanesOf } from "./lanes.ts";
import { useMoving } from "./moving.ts";
import { NoColumns } from "./no-columns.tsx";
import { type Grid, type Group, rowsOf } from "./rows.ts";
import { Stage, StageContext } from "./stage.tsx";
import "./board.css";

interface BoardProps {
  state: BoardState;
  /** Which tasks are shown; null for all. */
  filter: ((task: Task) => boolean) | null;
  sort: Sort;
  group: Group;
  showHidden: boolean;
}

const BOARD =
  "board relative min-h-0 flex-1 overflow-x-auto overscroll-x-contain px-4 scroll-px-4 pb-4 max-md:snap-x max-md:snap-proximity max-md:px-3 max-md:scroll-px-3";

/** The columns side by side, in rows where they are grouped, and the moving of cards between them. */
export function Board({ state, filter, sort, group, showHidden }: BoardProps) {
  const { columns } = useBoardPage();
  const element = useRef<HTMLDivElement>(null);
  const [stage] = useState(() => new Stage(element));
  const lanes = useLanes(state, { filter, sort, showHidden });
  const grid = useGrid(lanes, group);
  stage.layout = useMemo(() => ({ grid, group, sorted: sort !== "order" }), [grid, group, sort]);
  useMoving(stage, state.tasks);
  useHands(stage);
  useCardShortcuts(stage, state.tasks);
  useFirstCards(element, lanes);
  const shown = useMemo(() => [...lanes.keys()].flatMap((id) => columns.get(id) ?? []), [lanes, columns]);
  const counts = useMemo(() => new Map(shown.map(({ id }) => [id, tasksIn(state.tasks, id).length])), [shown, state]);
  const reasons = useReasons(filter, `${sort} ${group} ${shown.length}`);
  const Laid = group === "none" ? BoardColumns : BoardRows;
  return (
    <StageContext value={stage}>
      <div className="relative row-start-2 flex min-h-0 flex-1 flex-col">
        <p id="board-keys" className="unseen">
          Space picks the task up, arrow keys carry it, Space puts it down, Escape takes it back. Enter opens it.
        </p>
        <Glide grid={grid} reasons={reasons} stage={stage}>
          <div
            ref={element}
            className={clsx(BOARD, group === "none" && "pt-4")}
            data-board={group}
            {...(group === "none" ? {} : { "data-lane-scroll": "" })}
          >
            {shown.length === 0 ? (
              <NoColumns />
            ) : (
              <Laid columns={shown} grid={grid} counts={counts} empty={state.tasks.size === 0} />
            )}
          </div>
        </Glide>
        <Ghosts grid={grid} titleOf={(task) => state.tasks.get(task)?.title ?? ""} />
        <ColumnDots columns={shown} />
        <CardParts tasks={state.tasks} />
      </div>
    </StageContext>
  );
}

/** What hands and keys do on the board beside moving cards. */
function useHands(stage: Stage): void {
  const page = useBoardPage();
  const { mayWrite } = page;
  const latest = useRef(page);
  latest.current = page;
  useEffect(() => {
    const board = stage.board.current;
    if (!board) return;
    return combine(
      pointAtCards(board, stage),
      mayWrite ? reorderColumns(board, (action) => latest.current.act(action)) : () => {},
    );
  }, [stage, mayWrite]);
  useEffect(() => {
    const board = stage.board.current;
    return board ? keepFocus(board, stage) : undefined;
  }, [stage]);
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
function useLanes(state: BoardState, { filter, sort, showHidden }: Pick<BoardProps, "filter" | "sort" | "showHidden">) {
  const { columns } = useBoardPage();
  const before = useRef<Lanes | null>(null);
  const lanes = useMemo(() => {
    const shown = [...columns.values()].filter(({ hidden }) => showHidden || !hidden);
    return lanesOf(shown, (id) => tasksIn(state.tasks, id), { shown: filter, sort }, before.current);
  }, [columns, state.tasks, filter, sort, showHidden]);
  before.current = lanes;
  return lanes;
}

/** The lanes in rows; the same object as long as nothing in them changes. */
function useGrid(lanes: Lanes, group: Group): Grid {
  const { people } = useBoardPage();
  const { me } = useSignedIn();
  const before = useRef<Grid | null>(null);
  const grid = useMemo(() => {
    const nameOf = (user: string) => people.get(user)?.name ?? "";
    return rowsOf(lanes, group, { nameOf, me: me.id }, before.current);
  }, [lanes, group, people, me.id]);
  before.current = grid;
  return grid;
}

/** Another text whenever cards may come, go or stand elsewhere for another reason than that somebody moved them. */
function useReasons(filter: BoardProps["filter"], others: string): string {
  const seen = useRef({ filter, times: 0 });
  if (seen.current.filter !== filter) seen.current = { filter, times: seen.current.times + 1 };
  return `${others} ${seen.current.times}`;
}
