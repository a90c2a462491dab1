import { Columns3 } from "lucide-react";
import { EmptyState } from "../../design/empty-state.tsx";
import { useBoardPage } from "./board-page.tsx";
import { NewColumn } from "./new-column.tsx";

/** What a board shows that has no column to show. */
export function NoColumns() {
  const { mayWrite } = useBoardPage();
  return (
    <EmptyState icon={Columns3} title="No column is shown" action={mayWrite ? <NewColumn /> : undefined}>
      <p>Columns are the steps that work takes: planned, worked on, done. Those that are hidden can be shown again.</p>
    </EmptyState>
  );
}
