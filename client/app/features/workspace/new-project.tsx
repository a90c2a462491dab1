import { type FormEvent, useCallback, useRef } from "react";
import { useNavigate } from "react-router";
import { newKey } from "../../../sdk/id.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { textOf } from "../account/entry.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "./workspace.tsx";

/** Makes a project with the usual columns and opens its board. Its key is made of its name, and may be changed there. */
export function NewProject() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  /** An attempt whose answer was lost is made again under its key, and so makes one project only. */
  const attempt = useRef<{ name: string; key: string } | null>(null);
  const act = useAct(
    useCallback(
      async (name: string) => {
        if (attempt.current?.name !== name) attempt.current = { name, key: newKey() };
        const project = await api.projects.create(id, { name }, attempt.current.key);
        attempt.current = null;
        // Whoever has begun the next name meanwhile keeps it.
        if (field.current?.value.trim() === name) field.current.value = "";
        await navigate(`/w/${id}/projects/${project.key}`);
      },
      [api, id, navigate],
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name").trim();
    if (name && !act.busy) void act.run(name);
  };
  return (
    <form className="new-page" onSubmit={submit}>
      <input
        ref={field}
        className="field-input"
        name="name"
        aria-label="Name of the new project"
        placeholder="New project"
        maxLength={100}
        dir="auto"
        autoComplete="off"
        required
      />
      <Button type="submit" size="small" disabled={act.busy} aria-label="Add the project">
        Add
      </Button>
      {act.problem ? (
        <p className="field-error new-page-problem" role="alert">
          {act.problem}
        </p>
      ) : null}
    </form>
  );
}
