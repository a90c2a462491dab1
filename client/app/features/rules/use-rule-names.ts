import { useMemo } from "react";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import type { RuleNames } from "./rule-words.ts";

/** How this project calls what its rules name. */
export function useRuleNames(): RuleNames {
  const { people } = useBoardPage();
  const {
    state: { columns, labels, fields },
  } = useOpenBoard();
  return useMemo(
    () => ({
      column: (id) => columns.get(id)?.name,
      label: (id) => labels.get(id)?.name,
      person: (user) => people.get(user)?.name,
      field: (id) => fields.get(id),
    }),
    [columns, labels, fields, people],
  );
}
