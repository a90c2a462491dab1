import { type RefObject, useEffect, useRef } from "react";
import { useAnnounce } from "../../../design/announcer.tsx";
import { useBoardPage } from "../../board/board-page.tsx";
import { useSelection } from "../../selection/use-selection.tsx";
import { useShortcut } from "../../shortcuts/use-command.ts";
import { useBoardLook } from "../board-look.tsx";
import { stepOf } from "./drop.ts";
import type { CellField, ListPage } from "./list-page.tsx";
import { type ListRow, tasksOfRows } from "./rows.ts";

interface ListKeys {
  scroller: RefObject<HTMLElement | null>;
  rows: readonly ListRow[];
  /** The index of the row that Tab comes to. */
  active: number;
  activate: (id: string, at: number) => void;
  scrollTo: (at: number) => void;
  setEditing: ListPage["edit"];
}

/** Lets keys go from row to row, pick, move and change the tasks of the list. */
export function useListKeys({ scroller, rows, active, activate, scrollTo, setEditing }: ListKeys): void {
  const { act, mayWrite } = useBoardPage();
  const { look } = useBoardLook();
  const selection = useSelection();
  const announce = useAnnounce();
  const goesTo = useRef<string | null>(null);
  const row = rows[active];
  const task = row?.kind === "task" ? row.task : null;
  const here = () => scroller.current?.contains(document.activeElement) ?? false;
  const onTask = () => here() && task !== null;

  const focusRow = (id: string) => {
    const element = scroller.current?.querySelector(`[data-row="${CSS.escape(id)}"]`);
    const target =
      element?.querySelector<HTMLElement>("[data-row-focus]") ?? element?.querySelector<HTMLElement>("button");
    target?.focus({ preventScroll: true });
    return Boolean(target);
  };
  // A row far away is drawn only once the list was scrolled there.
  useEffect(() => {
    if (goesTo.current !== null && focusRow(goesTo.current)) goesTo.current = null;
  });
  const go = (to: number) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
    if (!next) return;
    const at = rows.indexOf(next);
    goesTo.current = next.id;
    scrollTo(at);
    activate(next.id, at);
  };
  const extend = (step: 1 | -1) => {
    if (task && !selection.has(task.id)) selection.toggle(task.id);
    const next = rows[active + step];
    if (next?.kind === "task") selection.range(next.task.id, tasksOfRows(rows));
    go(active + step);
  };
  const carry = (way: "up" | "down") => {
    if (!task || !row) return;
    const action = stepOf(task.id, row.group, way, { groupBy: look.group, sorted: look.sort !== "order" });
    if (!action) {
      announce(look.sort === "order" ? `${task.key} stays where it is.` : "Sort by hand to move tasks.");
      return;
    }
    goesTo.current = row.id;
    act(action);
    announce(`${task.key} moved ${way}.`);
  };
  const edit = (field: CellField) => () => {
    const cell = scroller.current?.querySelector<HTMLElement>(
      `[data-row="${CSS.escape(row?.id ?? "")}"] [data-field="${field}"]`,
    );
    if (task && cell) setEditing({ task: task.id, field, anchor: cell });
  };
  // With several picked, the keys change all of them.
  const mayEdit = () => onTask() && mayWrite && selection.value.size === 0;
  const key = { scope: "board", offered: "keys" } as const;

  useShortcut({
    ...key,
    keys: "arrowdown",
    words: "To the next row of the list",
    when: here,
    run: () => go(active + 1),
  });
  useShortcut({
    ...key,
    keys: "arrowup",
    words: "To the row before in the list",
    when: here,
    run: () => go(active - 1),
  });
  useShortcut({ ...key, keys: "j", words: "Down the list", when: here, run: () => go(active + 1) });
  useShortcut({ ...key, keys: "k", words: "Up the list", when: here, run: () => go(active - 1) });
  useShortcut({ ...key, keys: "home", words: "To the first row of the list", when: here, run: () => go(0) });
  useShortcut({
    ...key,
    keys: "end",
    words: "To the last row of the list",
    when: here,
    run: () => go(rows.length - 1),
  });
  useShortcut({
    ...key,
    keys: "x",
    words: "Pick the task in the list",
    when: onTask,
    run: () => task && selection.toggle(task.id),
  });
  useShortcut({
    ...key,
    keys: "shift+arrowdown",
    words: "Pick further down the list",
    when: here,
    run: () => extend(1),
  });
  useShortcut({ ...key, keys: "shift+arrowup", words: "Pick further up the list", when: here, run: () => extend(-1) });
  const mayCarry = () => onTask() && mayWrite;
  useShortcut({
    ...key,
    keys: "alt+arrowup",
    words: "Move the task up the list",
    when: mayCarry,
    run: () => carry("up"),
  });
  useShortcut({
    ...key,
    keys: "alt+arrowdown",
    words: "Move the task down the list",
    when: mayCarry,
    run: () => carry("down"),
  });
  useShortcut({ ...key, keys: "s", words: "Set the status in the list", when: mayEdit, run: edit("status") });
  useShortcut({ ...key, keys: "p", words: "Set the priority in the list", when: mayEdit, run: edit("priority") });
  useShortcut({ ...key, keys: "a", words: "Assign in the list", when: mayEdit, run: edit("assignees") });
  useShortcut({ ...key, keys: "l", words: "Label in the list", when: mayEdit, run: edit("labels") });
  useShortcut({ ...key, keys: "d", words: "Set the due date in the list", when: mayEdit, run: edit("due") });
  useShortcut({ ...key, keys: "e", words: "Set the estimate in the list", when: mayEdit, run: edit("estimate") });
}
