import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { ask, makesPages, useWorkspace } from "../workspace/workspace.tsx";

/** What can be done with a page as a whole. */
export function PageMenu({ page }: { page: Page }) {
  const { id, room, role } = useWorkspace();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useAct(
    useCallback(async () => {
      setAsking(false);
      await ask(room, { type: "page.delete", page: page.id });
      await navigate({ to: "/w/$workspace", params: { workspace: id } });
    }, [room, page.id, id, navigate]),
  );
  if (!makesPages(role)) return null;
  return (
    <>
      <Button look="quiet" size="sm" className="push" disabled={remove.busy} onClick={() => setAsking(true)}>
        Delete page
      </Button>
      {remove.problem ? (
        <span className="field-error" role="alert">
          {remove.problem}
        </span>
      ) : null}
      {asking ? (
        <Confirm
          title={`Delete “${page.title}”?`}
          confirm="Delete for ever"
          onConfirm={() => void remove.run()}
          onCancel={() => setAsking(false)}
        >
          <p>The page, its text and its history are deleted for everyone. This cannot be undone.</p>
        </Confirm>
      ) : null}
    </>
  );
}
