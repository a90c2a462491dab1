import { type FormEvent, useCallback, useRef } from "react";
import { useNavigate } from "react-router";
import { newKey } from "../../../sdk/id.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { textOf } from "../account/entry.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "./workspace.tsx";

/** Makes a page and opens it. */
export function NewPage() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  /** An attempt whose answer was lost is made again under its key, and so makes one page only. */
  const attempt = useRef<{ title: string; key: string } | null>(null);
  const act = useAct(
    useCallback(
      async (title: string) => {
        if (attempt.current?.title !== title) attempt.current = { title, key: newKey() };
        const page = await api.workspaces.createPage(id, title, attempt.current.key);
        attempt.current = null;
        // Whoever has begun the next title meanwhile keeps it.
        if (field.current?.value.trim() === title) field.current.value = "";
        await navigate(`/w/${id}/p/${page.id}`);
      },
      [api, id, navigate],
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    if (title && !act.busy) void act.run(title);
  };
  return (
    <form className="new-page" onSubmit={submit}>
      <input
        ref={field}
        className="field-input"
        name="title"
        aria-label="Title of the new page"
        placeholder="New page"
        maxLength={200}
        dir="auto"
        autoComplete="off"
        required
      />
      <Button type="submit" size="small" disabled={act.busy} aria-label="Add the page">
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
