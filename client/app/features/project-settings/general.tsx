import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { ProjectKey } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Section } from "../../design/section.tsx";
import { textOf } from "../../design/text-of.ts";
import { useToast } from "../../design/toasts.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { makesPages, managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import { ColourField } from "./colour-field.tsx";

/** A project's name, key and colour, and the ways to put it away. */
export function General() {
  return (
    <>
      <Identity />
      <PutAway />
    </>
  );
}

function Identity() {
  const { project, mayWrite } = useBoardPage();
  const { id: workspace } = useWorkspace();
  const { board } = useOpenBoard();
  const navigate = useNavigate();
  const tell = useToast();
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, "name").trim();
    const key = ProjectKey.safeParse(textOf(form, "key").trim().toUpperCase());
    const colour = textOf(form, "colour");
    setProblem(key.success ? null : (key.error.issues[0]?.message ?? "This is no key."));
    if (!key.success) return;
    const set = {
      ...(name === "" || name === project.name ? {} : { name }),
      ...(key.data === project.key ? {} : { key: key.data }),
      ...(colour === project.colour ? {} : { colour }),
    };
    if (Object.keys(set).length === 0) return;
    const outcome = await board.act({ type: "project.update", project: project.id, set });
    if (!outcome.ok) return setProblem(outcome.message);
    tell({ words: "Saved." });
    if (set.key) {
      const params = { workspace, project: set.key, section: "general" };
      await navigate({ to: "/w/$workspace/projects/$project/settings/$section", params, replace: true });
    }
  };
  return (
    <Section title="General">
      <form className="grid max-w-md gap-4" onSubmit={(event) => void submit(event)} key={project.id}>
        <Field
          label="Name"
          name="name"
          defaultValue={project.name}
          maxLength={100}
          autoComplete="off"
          required
          disabled={!mayWrite}
        />
        <Field
          label="Key"
          name="key"
          hint={`Begins the names of its tasks, as in ${project.key}-1. Tasks are found under their former names, too.`}
          defaultValue={project.key}
          maxLength={10}
          autoComplete="off"
          error={problem}
          required
          disabled={!mayWrite}
        />
        <ColourField label="Colour" name="colour" defaultValue={project.colour} disabled={!mayWrite} />
        {mayWrite ? (
          <div>
            <Button type="submit" look="primary">
              Save
            </Button>
          </div>
        ) : null}
      </form>
    </Section>
  );
}

function PutAway() {
  const { project } = useBoardPage();
  const { id: workspace, role } = useWorkspace();
  const { board } = useOpenBoard();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  if (!makesPages(role)) return null;
  const archived = project.archivedAt !== null;
  const remove = async () => {
    setDeleting(false);
    const outcome = await board.act({ type: "project.delete", project: project.id });
    if (outcome.ok) await navigate({ to: "/w/$workspace", params: { workspace } });
  };
  return (
    <Section
      title={archived ? "Bring it back, or delete it" : "Archive or delete"}
      about="An archived project is kept as it is, out of the way, and can be brought back at any time."
    >
      <div className="flex flex-wrap gap-2">
        <Button
          onClick={() =>
            void board.act({ type: archived ? "project.restore" : "project.archive", project: project.id })
          }
        >
          {archived ? "Bring the project back" : "Archive the project"}
        </Button>
        {managesPeople(role) ? (
          <Button look="danger" onClick={() => setDeleting(true)}>
            Delete the project…
          </Button>
        ) : null}
      </div>
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
    </Section>
  );
}
