import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { type RefObject, useEffect, useRef } from "react";
import { z } from "zod";
import type { BoardState } from "../../../sdk/board/state.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { useToast } from "../../design/toasts.tsx";
import { whenDragging } from "../dragging/dragging.ts";
import type { Selection } from "../selection/selection.ts";
import { useSelection } from "../selection/use-selection.tsx";
import { type BoardPage, useBoardPage } from "./board-page.tsx";
import { type Drag, isAt } from "./drag.ts";
import { onBoardKey, spotInWords } from "./keyboard.ts";
import { puttingDown } from "./putting-down.ts";
import { rowName } from "./row-names.ts";
import { WHOLE } from "./rows.ts";
import { type CardName, laneAt, spotOf } from "./spots.ts";
import type { Stage } from "./stage.tsx";
import { stillInHand } from "./still-in-hand.ts";
import { carryByTouch } from "./touch.ts";

const Dragged = z.object({ task: z.string(), row: z.string() });
const Over = z.object({ row: z.string(), columnId: z.string(), before: z.string().nullable() });

/** Why a hand is empty all at once. */
const LET_GO = {
  "card gone": "What you carried is not on this board any more.",
  "lane gone": "The place you held it over is gone, so it stays where it was.",
} as const;

/** What is on the board at the moment a hand asks. */
interface Sight {
  page: BoardPage;
  tasks: BoardState["tasks"];
  stage: Stage;
  selection: Selection;
  announce: (words: string) => void;
}

/** Lets cards be moved: by a pointer, by a finger, and by the keyboard. */
export function useMoving(stage: Stage, tasks: BoardState["tasks"]): void {
  const page = useBoardPage();
  const selection = useSelection();
  const announce = useAnnounce();
  const tell = useToast();
  const { drag, mayWrite } = page;
  const sight = useRef<Sight>({ page, tasks, stage, selection, announce });
  sight.current = { page, tasks, stage, selection, announce };

  useEffect(() => {
    const board = stage.board.current;
    if (!board) return;
    const stops = [carryByKeys(board, sight)];
    if (mayWrite) {
      stops.push(carryByPointer(board, sight), carryByTouch(board, touchUserOf(sight)));
      // Whoever may not move tasks any more has none in the hand.
      stops.push(() => drag.set(null));
    }
    return combine(...stops);
  }, [stage, drag, mayWrite]);

  // Others change what is in the hand, and browsers do not tell of the end of a drag whose card is gone.
  const { grid } = stage.layout;
  const former = useRef(grid);
  useEffect(() => {
    const held = drag.value;
    const still = held && stillInHand(held, { before: former.current, now: grid, isThere: (task) => tasks.has(task) });
    former.current = grid;
    if (still === "card gone" || still === "lane gone") {
      drag.set(null);
      tell({ words: LET_GO[still] });
    } else if (still !== held) drag.set(still);
  }, [drag, grid, tasks, tell]);
}

/** All that goes with a card: when it is among those picked, all of them as they stand, from above and from the left. */
function handOf({ selection, stage }: Sight, { task }: CardName): readonly string[] {
  if (!selection.has(task)) return [task];
  const shown = stage.layout.grid.flatMap(({ lanes }) => [...lanes.values()].flat().map(({ id }) => id));
  return [...new Set(shown)].filter((id) => selection.has(id));
}

/** Takes a card, and what goes with it, into the hand of a pointer or a finger. */
function take(sight: Sight, card: CardName): Drag | null {
  const spot = spotOf(sight.stage.layout.grid, card);
  if (!spot) return null;
  return { ...spot, before: card.task, task: card.task, from: card.row, tasks: handOf(sight, card), by: "pointer" };
}

/** Puts down what is in the hand, where it is. */
function putDown({ page, stage }: Sight, held: Drag): void {
  page.drag.set(null);
  const action = puttingDown(held, stage.layout);
  if (!action) return;
  if (held.by === "pointer") for (const task of held.tasks) stage.landed.add(task);
  page.act(action);
}

function touchUserOf(sight: RefObject<Sight>) {
  return {
    drag: sight.current.page.drag,
    take: (card: CardName) => take(sight.current, card),
    spotAt: (x: number, y: number) => sight.current.stage.spotAt(x, y),
    drop: (held: Drag) => putDown(sight.current, held),
    rest: ({ task }: Drag) => {
      sight.current.page.drag.set(null);
      sight.current.selection.toggle(task);
    },
  };
}

function carryByPointer(board: HTMLElement, sight: RefObject<Sight>): () => void {
  const { drag } = sight.current.page;
  const spotOver = (targets: readonly { data: unknown }[]) => Over.safeParse(targets[0]?.data).data;
  return whenDragging(({ combine, autoScrollForElements, monitorForElements }) =>
    combine(
      autoScrollForElements({ element: board }),
      monitorForElements({
        canMonitor: ({ source }) => Dragged.safeParse(source.data).success,
        onDragStart: ({ source }) => drag.set(take(sight.current, Dragged.parse(source.data))),
        onDrag: ({ location }) => {
          const held = drag.value;
          const spot = spotOver(location.current.dropTargets);
          if (held && spot && !isAt(held, spot)) drag.set({ ...held, ...spot });
        },
        onDrop: ({ location }) => {
          const held = drag.value;
          const spot = spotOver(location.current.dropTargets);
          if (held && spot) putDown(sight.current, { ...held, ...spot });
          else drag.set(null);
        },
      }),
    ),
  );
}

/** Each step is told to those who hear the page. Whoever goes elsewhere with a card in the hand leaves it where it was. */
function carryByKeys(board: HTMLElement, sight: RefObject<Sight>): () => void {
  const { drag } = sight.current.page;
  const say = (words: string) => sight.current.announce(words);
  const handInWords = ({ task, tasks }: Drag) =>
    tasks.length > 1 ? `${tasks.length} tasks` : (sight.current.tasks.get(task)?.key ?? "The task");
  const where = (held: Drag) => {
    const { stage, page } = sight.current;
    const row = held.row === WHOLE ? null : rowName(stage.layout.group, held.row, page.people);
    const column = page.columns.get(held.columnId)?.name ?? "";
    return spotInWords(stage.layout.grid, held, held, { column, row });
  };
  const cancelled = (held: Drag) => {
    drag.set(null);
    say(
      held.tasks.length > 1 ? `${handInWords(held)} stay where they were.` : `${handInWords(held)} stays where it was.`,
    );
  };
  const onKey = (event: KeyboardEvent) => {
    const { stage, page, selection } = sight.current;
    onBoardKey(event, {
      drag,
      grid: stage.layout.grid,
      mayWrite: page.mayWrite,
      mirrored: getComputedStyle(board).direction === "rtl",
      handOf: (card) => handOf(sight.current, card),
      focus: (card) => stage.focus(card),
      pick: (from, to) => pickBetween(sight.current, from, to),
      unpick: () => {
        const some = selection.value.size > 0;
        selection.clear();
        return some;
      },
      cancelled,
      moved: (held, how) => {
        drag.set(held);
        say(`${handInWords(held)} ${how === "picked up" ? "picked up in" : "over"} ${where(held)}.`);
        revealSpot(stage, held);
      },
      dropped: (held) => {
        say(`${handInWords(held)} dropped in ${where(held)}.`);
        putDown(sight.current, held);
        requestAnimationFrame(() => stage.focus({ task: held.task, row: held.row }));
      },
    });
  };
  const onLeave = ({ relatedTarget }: FocusEvent) => {
    const stays = relatedTarget instanceof Node && board.contains(relatedTarget);
    // A card that is drawn anew in another lane gets the focus back.
    if (drag.value?.by === "keyboard" && relatedTarget !== null && !stays) cancelled(drag.value);
  };
  const listening = new AbortController();
  board.addEventListener("keydown", onKey, { signal: listening.signal });
  board.addEventListener("focusout", onLeave, { signal: listening.signal });
  return () => listening.abort();
}

/** Picks both cards and, in a lane, all between them. */
function pickBetween({ selection, stage }: Sight, from: CardName, to: CardName): void {
  const { grid } = stage.layout;
  const [start, end] = [spotOf(grid, from), spotOf(grid, to)];
  if (!start || !end) return;
  if (!selection.has(from.task)) selection.toggle(from.task);
  const lane = start.columnId === end.columnId && start.row === end.row ? laneAt(grid, start) : [];
  if (lane.length > 0)
    selection.range(
      to.task,
      lane.map(({ id }) => id),
    );
  else if (!selection.has(to.task)) selection.toggle(to.task);
}

/** Brings into sight where something carried by the keys would be put. */
function revealSpot(stage: Stage, { row, columnId, before }: Drag): void {
  // The lane draws what something would be put before, in sight or not; it does so by the next frame.
  requestAnimationFrame(() => {
    const lane = stage.lane({ row, columnId })?.element;
    stage.reveal(before === null ? lane?.querySelector("[data-lane-end]") : stage.card({ task: before, row }));
  });
}
