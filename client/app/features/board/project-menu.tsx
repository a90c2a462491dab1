import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { type Project, ProjectKey } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Icon } from "../../design/icon.tsx";
import { Popover } from "../../design/popover.tsx";
import { textOf } from "../account/entry.tsx";
import { makesPages, managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import { underKey } from "./addresses.ts";
import { useOpenBoard } from "./open-board.tsx";

/** What can be done with a project as a whole, by those who may. */
export function ProjectMenu({ project }: { project: Project }) {
  const { id, role } = useWorkspace();
  const { board } = useOpenBoard();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (!makesPages(role)) return null;
  const remove = async () => {
    setDeleting(false);
    const outcome = await board.act({ type: "project.delete", project: project.id });
    if (outcome.ok) await navigate({ to: "/w/$workspace", params: { workspace: id } });
  };
  const archived = project.archivedAt !== null;
  return (
    <>
      <Popover
        label="This project"
        trigger={
          <button type="button" className="icon-button" aria-label="This project">
            <Icon name="more" />
          </button>
        }
      >
        {(close) => (
          <>
            <ProjectForm project={project} onDone={close} />
            <ul className="popover-list popover-part">
              <li>
                <button
                  type="button"
                  className="popover-item"
                  onClick={() => {
                    close();
                    void board.act({ type: archived ? "project.restore" : "project.archive", project: project.id });
                  }}
                >
                  {archived ? "Bring it back from the archive" : "Archive the project"}
                </button>
              </li>
              {managesPeople(role) ? (
                <li>
                  <button
                    type="button"
                    className="popover-item popover-danger"
                    onClick={() => {
                      close();
                      setDeleting(true);
                    }}
                  >
                    Delete the project…
                  </button>
                </li>
              ) : null}
            </ul>
          </>
        )}
      </Popover>
      {deleting ? (
        <Confirm
          title={`Delete “${project.name}”?`}
          confirm="Delete for ever"
          onConfirm={() => void remove()}
          onCancel={() => setDeleting(false)}
        >
          <p>All its tasks and their descriptions are deleted for everyone. This cannot be undone; archiving it can.</p>
        </Confirm>
      ) : null}
    </>
  );
}

function ProjectForm({ project, onDone }: { project: Project; onDone: () => void }) {
  const { board } = useOpenBoard();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, "name").trim();
    const key = ProjectKey.safeParse(textOf(form, "key").trim().toUpperCase());
    const colour = textOf(form, "colour");
    if (!key.success) {
      setProblem(key.error.issues[0]?.message ?? "This is no key.");
      return;
    }
    onDone();
    const set = {
      ...(name === "" || name === project.name ? {} : { name }),
      ...(key.data === project.key ? {} : { key: key.data }),
      ...(colour === project.colour ? {} : { colour }),
    };
    if (Object.keys(set).length === 0) return;
    const outcome = await board.act({ type: "project.update", project: project.id, set });
    if (outcome.ok && set.key) await navigate(underKey(set.key));
  };
  return (
    <form className="stack-tight popover-part" onSubmit={(event) => void submit(event)}>
      <Field label="Name" name="name" defaultValue={project.name} maxLength={100} autoComplete="off" required />
      <Field
        label="Key"
        name="key"
        hint={`Begins the names of its tasks: ${project.key}-1.`}
        defaultValue={project.key}
        maxLength={10}
        autoComplete="off"
        error={problem}
        required
      />
      <Field label="Colour" name="colour" type="color" defaultValue={project.colour} />
      <Button type="submit" size="sm" look="primary">
        Save
      </Button>
    </form>
  );
}
