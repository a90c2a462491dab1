import { FilterX } from "lucide-react";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useBoardLook } from "./board-look.tsx";
import { withoutFilters } from "./search.ts";

/** Stands where filters leave nothing to be seen, with the way out. */
export function NothingShown() {
  const { look, change } = useBoardLook();
  return (
    <EmptyState
      icon={FilterX}
      title="No task is like that"
      action={<Button onClick={() => change(withoutFilters(look))}>Clear the filters</Button>}
    >
      The filters hide every task of this project. They hide them from you only.
    </EmptyState>
  );
}
