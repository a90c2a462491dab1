import { monitorForElements } from "@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter";
import { combine } from "@atlaskit/pragmatic-drag-and-drop/combine";
import { autoScrollForElements } from "@atlaskit/pragmatic-drag-and-drop-auto-scroll/element";
import { type RefObject, useEffect, useRef } from "react";
import { z } from "zod";
import { useAnnounce } from "../../../design/announcer.tsx";
import { dayAfter } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { type Held, useCalendarPage } from "./calendar-page.tsx";
import { wholeDay } from "./day-words.ts";

const Carried = z.object({ due: z.string() });
const Over = z.object({ day: z.string().nullable() });

/** How many days further each key carries. */
const STEPS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

/** Lets tasks of the calendar be carried to other days, by the pointer and by keys. */
export function useCarrying(grid: RefObject<HTMLElement | null>): void {
  const { mayWrite, today } = useBoardPage();
  const { state } = useOpenBoard();
  const { held, setDue, show } = useCalendarPage();
  const announce = useAnnounce();
  const sight = useRef({ tasks: state.tasks, today });
  sight.current = { tasks: state.tasks, today };

  useEffect(() => {
    const days = grid.current;
    const whole = days?.closest<HTMLElement>("[data-tasks]");
    if (!days || !whole || !mayWrite) return;
    const put = ({ task: id, day }: Held) => {
      held.set(null);
      const task = sight.current.tasks.get(id);
      if (task) setDue(task, day);
    };
    const listening = new AbortController();
    whole.addEventListener("keydown", (event) => onKey(event, { held, put, announce, show, sight }), {
      signal: listening.signal,
    });
    return combine(
      () => listening.abort(),
      () => held.set(null),
      autoScrollForElements({ element: days }),
      monitorForElements({
        canMonitor: ({ source }) => Carried.safeParse(source.data).success,
        onDrag: ({ source, location }) => {
          const over = Over.safeParse(location.current.dropTargets[0]?.data).data;
          const { due: task } = Carried.parse(source.data);
          const now = held.value;
          if (!over) held.set(null);
          else if (now?.task !== task || now.day !== over.day) held.set({ task, day: over.day, by: "pointer" });
        },
        onDrop: ({ source, location }) => {
          const over = Over.safeParse(location.current.dropTargets[0]?.data).data;
          if (over) put({ task: Carried.parse(source.data).due, day: over.day, by: "pointer" });
          else held.set(null);
        },
      }),
    );
  }, [grid, mayWrite, held, setDue, show, announce]);
}

interface KeyUser {
  held: ReturnType<typeof useCalendarPage>["held"];
  put: (held: Held) => void;
  announce: (words: string) => void;
  show: (day: string) => void;
  sight: RefObject<{ tasks: ReadonlyMap<string, { key: string; dueDate: string | null }>; today: string }>;
}

function onKey(event: KeyboardEvent, { held, put, announce, show, sight }: KeyUser): void {
  const chip = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("a[data-task]") : null;
  const id = chip?.dataset.task;
  const task = id === undefined ? undefined : sight.current.tasks.get(id);
  if (!id || !task || event.ctrlKey || event.metaKey || event.altKey) return;
  const now = held.value?.by === "keyboard" && held.value.task === id ? held.value : null;
  const step = STEPS[event.key];
  if (!now) {
    if (event.key !== " ") return;
    event.preventDefault();
    held.set({ task: id, day: task.dueDate ?? sight.current.today, by: "keyboard" });
    announce(`${task.key} picked up. ${wholeDay(task.dueDate ?? sight.current.today)}.`);
    return;
  }
  if (event.key === " " || event.key === "Enter") {
    put(now);
    focusLater(id);
  } else if (event.key === "Escape" || event.key === "Tab") {
    held.set(null);
    announce(`${task.key} stays where it was.`);
  } else if (step !== undefined) {
    const day = dayAfter(now.day ?? sight.current.today, step);
    held.set({ ...now, day });
    if (!document.querySelector(`[data-day="${day}"]`)) {
      show(day);
      focusLater(id);
    }
    announce(wholeDay(day));
  } else {
    return;
  }
  event.preventDefault();
  event.stopPropagation();
}

/** The chip is drawn anew on its new day, and the focus goes with it. */
function focusLater(task: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`a[data-task="${CSS.escape(task)}"]`)?.focus());
}
