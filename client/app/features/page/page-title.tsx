import { type KeyboardEvent, type RefObject, useCallback, useEffect } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { useAct } from "../../design/act.ts";
import { ask, useWorkspace } from "../workspace/workspace.tsx";

interface PageTitleProps {
  page: Page;
  editable: boolean;
  field: RefObject<HTMLInputElement | null>;
  /** Goes on into the text. */
  onEnter: () => void;
}

const LOOK = "w-full text-2xl font-semibold";

/** The title of a page; renamed by writing over it. */
export function PageTitle({ page, editable, field, onEnter }: PageTitleProps) {
  const { room } = useWorkspace();
  const act = useAct(
    useCallback((title: string) => ask(room, { type: "page.rename", page: page.id, title }), [room, page.id]),
  );
  useEffect(() => {
    // A new name from elsewhere takes the place of what is shown, but not of what is being typed.
    if (field.current && document.activeElement !== field.current) field.current.value = page.title;
  }, [field, page.title]);
  const rename = (input: HTMLInputElement) => {
    const title = input.value.trim();
    if (title === "" || title === page.title) input.value = page.title;
    else void act.run(title);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") event.currentTarget.value = page.title;
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
    if (event.key === "Enter") onEnter();
  };
  if (!editable) {
    return (
      <h1 className={LOOK} dir="auto">
        {page.title}
      </h1>
    );
  }
  return (
    <h1>
      <input
        ref={field}
        className={`${LOOK} -mx-1.5 rounded-md border border-transparent bg-transparent px-1.5 hover:border-line focus:border-line-strong`}
        aria-label="Title of this page"
        defaultValue={page.title}
        dir="auto"
        maxLength={200}
        autoComplete="off"
        onBlur={(event) => rename(event.currentTarget)}
        onKeyDown={onKeyDown}
      />
      {act.problem ? (
        <p className="text-sm text-danger" role="alert">
          {act.problem}
        </p>
      ) : null}
    </h1>
  );
}
