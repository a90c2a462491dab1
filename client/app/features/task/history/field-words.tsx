import { Square, SquareCheck } from "lucide-react";
import type { ReactNode } from "react";
import { PRIORITY_NAMES, RELATION_NAMES } from "../../../words/board.ts";
import { dayInWords } from "../../../words/dates.ts";
import { useActivityNames } from "../activity/names.ts";
import type { TaskThen } from "./moments.ts";
import type { FieldName } from "./restoring.ts";

const NAMES: Record<Exclude<FieldName, `fields.${string}`>, string> = {
  title: "Title",
  columnId: "Status",
  priority: "Priority",
  assignees: "Assignees",
  labels: "Labels",
  startDate: "Start",
  dueDate: "Due",
  estimate: "Estimate",
  parentId: "Sub-task of",
  checklist: "Checklist",
  relations: "Relations",
};

const isPlain = (name: FieldName): name is keyof typeof NAMES => Object.hasOwn(NAMES, name);

/** Answers how the fields of a task are called, and how a value of one is read. */
export function useFieldWords(): {
  nameOf: (name: FieldName) => string;
  wordsOf: (task: TaskThen, name: FieldName) => ReactNode;
} {
  const names = useActivityNames();
  const day = (value: string | null) => (value === null ? null : dayInWords(value, names.today));
  const listed = (items: readonly string[]) => (items.length === 0 ? null : items.join(", "));
  const wordsOf = (task: TaskThen, name: FieldName): ReactNode => {
    switch (name) {
      case "title":
        return task.title;
      case "columnId":
        return names.column(task.columnId) ?? "A column since deleted, or of another project";
      case "priority":
        return PRIORITY_NAMES[task.priority];
      case "assignees":
        return listed(task.assignees.map((user) => names.person(user) ?? "a former member"));
      case "labels":
        return listed(task.labels.map((id) => names.label(id) ?? "a label since deleted"));
      case "startDate":
        return day(task.startDate);
      case "dueDate":
        return day(task.dueDate);
      case "estimate":
        return task.estimate;
      case "parentId":
        return task.parentId === null ? null : (names.task(task.parentId) ?? "a task that is gone or archived");
      case "checklist":
        return task.checklist.length === 0 ? null : <Items items={task.checklist} />;
      case "relations":
        return listed(
          task.relations.map(
            ({ type, taskId }) => `${RELATION_NAMES[type]} ${names.task(taskId) ?? "a task that is gone"}`,
          ),
        );
      default: {
        const id = name.slice("fields.".length);
        const value = task.fields[id];
        return value === undefined ? null : names.value(id, value);
      }
    }
  };
  return {
    nameOf: (name) =>
      isPlain(name) ? NAMES[name] : (names.field(name.slice("fields.".length)) ?? "A field since deleted"),
    wordsOf,
  };
}

function Items({ items }: { items: TaskThen["checklist"] }) {
  return (
    <ul className="grid gap-0.5">
      {items.map(({ id, text, done }) => (
        <li key={id} className="flex items-start gap-1.5">
          {done ? <SquareCheck className="mt-0.5 size-3.5 shrink-0" aria-hidden /> : null}
          {done ? null : <Square className="mt-0.5 size-3.5 shrink-0" aria-hidden />}
          <span className="unseen">{done ? "done:" : "open:"}</span>
          <span dir="auto">{text}</span>
        </li>
      ))}
    </ul>
  );
}
