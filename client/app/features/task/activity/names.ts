import { useMemo } from "react";
import type { Activity } from "../../../../../durable-objects/workspace/board/reading/protocol.ts";
import type { ActivityNames } from "../../../words/activity.ts";
import { dayInWords } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";

/** How what a task's history names by id is called, also what is archived by now. */
export function useActivityNames(): ActivityNames {
  const { people, today } = useBoardPage();
  const { state } = useOpenBoard();
  const { columns, labels, fields, tasks, neighbours } = state;
  return useMemo<ActivityNames>(
    () => ({
      column: (id) => columns.get(id)?.name,
      label: (id) => labels.get(id)?.name,
      person: (user) => people.get(user)?.name,
      field: (id) => fields.get(id)?.name,
      value: (id, value) => {
        const field = fields.get(id);
        if (field?.type === "date") return dayInWords(String(value), today);
        if (field?.type !== "select") return String(value);
        return field.options.find((option) => option.id === value)?.name ?? "a choice since deleted";
      },
      task: (id) => tasks.get(id)?.key ?? neighbours.get(id)?.key,
      today,
    }),
    [people, columns, labels, fields, tasks, neighbours, today],
  );
}

/** Answers who did what an entry tells: a person, a rule, or the workspace itself; as a sentence begins, or within one. */
export function useDoers(
  place: "beginning" | "within" = "beginning",
): (entry: Pick<Activity, "by" | "rule">) => string {
  const { people } = useBoardPage();
  const { state } = useOpenBoard();
  const [the, a] = place === "beginning" ? ["The", "A"] : ["the", "a"];
  return ({ by, rule }) => {
    if (by !== null) return people.get(by)?.name ?? `${a} former member`;
    if (rule === null) return "Ensemble";
    const name = state.rules.get(rule)?.name;
    return name === undefined ? `${a} rule since deleted` : `${the} rule “${name}”`;
  };
}
