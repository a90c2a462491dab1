import { type KeyboardEvent, useCallback } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { ask, useWorkspace } from "../workspace/workspace.tsx";

/** The title of a page; renamed by writing over it. */
export function PageTitle({ page, editable }: { page: Page; editable: boolean }) {
  const { room } = useWorkspace();
  const act = useAct(
    useCallback((title: string) => ask(room, { type: "page.rename", page: page.id, title }), [room, page.id]),
  );
  const rename = (input: HTMLInputElement) => {
    const title = input.value.trim();
    if (title === "" || title === page.title) input.value = page.title;
    else void act.run(title);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") event.currentTarget.value = page.title;
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  };
  if (!editable)
    return (
      <h1 className="page-title" dir="auto">
        {page.title}
      </h1>
    );
  return (
    <h1>
      <input
        // A new name from elsewhere takes the place of what is shown.
        key={page.title}
        className="page-title page-title-input"
        aria-label="Title of this page"
        defaultValue={page.title}
        dir="auto"
        maxLength={200}
        autoComplete="off"
        onBlur={(event) => rename(event.currentTarget)}
        onKeyDown={onKeyDown}
      />
      {act.problem ? (
        <p className="field-error" role="alert">
          {act.problem}
        </p>
      ) : null}
    </h1>
  );
}
