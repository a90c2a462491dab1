import { SquarePen } from "lucide-react";
import type { Column } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { useBoardPage } from "./board-page.tsx";
import { useStage } from "./stage.tsx";

/** What the first column of a project without any task says. */
export function FirstTask({ column }: { column: Column }) {
  const { mayWrite } = useBoardPage();
  const stage = useStage();
  return (
    <EmptyState
      icon={SquarePen}
      title="Begin with one task"
      action={
        mayWrite ? (
          <Button look="primary" onClick={() => stage.adding.set(column.id)}>
            Write the first task
          </Button>
        ) : undefined
      }
    >
      <p>What is to be done next? A few words are enough; the rest can follow.</p>
    </EmptyState>
  );
}
