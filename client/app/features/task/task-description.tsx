import { useCallback } from "react";
import type { Task } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useDoc } from "../../../react/doc.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { DocStatusLine } from "../text/doc-status.tsx";
import { DocText, isEditable } from "../text/doc-text.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** The description of a task: a text that is written together, made when somebody begins it. */
export function TaskDescription({ task }: { task: Task }) {
  const { mayWrite } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const begin = useAct(useCallback(() => api.tasks.describe(workspace, task.id), [api, workspace, task.id]));
  if (task.docId) return <Description key={task.docId} task={task} docId={task.docId} />;
  if (!mayWrite) return null;
  return (
    <section className="task-part" aria-label="Description">
      <div>
        <Button size="small" disabled={begin.busy} onClick={() => void begin.run()}>
          Write a description
        </Button>
      </div>
      {begin.problem ? (
        <p className="field-error" role="alert">
          {begin.problem}
        </p>
      ) : null}
    </section>
  );
}

function Description({ task, docId }: { task: Task; docId: string }) {
  const { mayWrite } = useBoardPage();
  const { api, copies } = useSignedIn();
  const open = useDoc(api, docId, copies);
  return (
    <section className="task-part task-text" aria-labelledby="task-description">
      <h3 id="task-description" className="row">
        Description <DocStatusLine status={open.status} />
      </h3>
      <DocText
        open={open}
        label={`Description of ${task.key}`}
        noun="description"
        editable={isEditable(open, mayWrite)}
      />
    </section>
  );
}
