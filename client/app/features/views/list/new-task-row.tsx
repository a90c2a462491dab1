import { Plus } from "lucide-react";
import { type FormEvent, useRef, useState } from "react";
import { newKey } from "../../../../sdk/id.ts";
import { focusOnce } from "../../../design/focus.ts";
import { textOf } from "../../../design/text-of.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { settingIn, type TaskGroup } from "../groups.ts";
import { RowFrame, type RowPlace } from "./row-frame.tsx";

/** Writes new tasks into a group, one after the other. */
export function NewTaskRow({ place, group, active }: { place: RowPlace; group: TaskGroup; active: boolean }) {
  const { project, act } = useBoardPage();
  const [open, setOpen] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    if (!title) return;
    form.current?.reset();
    const column = group.of.by === "column" ? { columnId: group.of.column.id } : {};
    act({
      type: "task.create",
      project: project.id,
      task: newKey(),
      ...column,
      set: { ...settingIn(group.of), title },
    });
  };
  return (
    <RowFrame place={place} className="flex">
      <td colSpan={10} className="flex-1 px-4 @max-2xl:px-3">
        {open ? (
          <form
            ref={form}
            onSubmit={submit}
            onBlur={() => textOf(new FormData(form.current ?? undefined), "title") === "" && setOpen(false)}
          >
            <input
              ref={focusOnce}
              name="title"
              aria-label={`Title of the new task in ${group.name}`}
              placeholder="What is to be done?"
              maxLength={255}
              dir="auto"
              autoComplete="off"
              required
              className="control w-full bg-transparent ps-9 text-sm text-ink"
              onKeyDown={(event) => {
                if (event.key !== "Escape") return;
                event.stopPropagation();
                setOpen(false);
              }}
            />
          </form>
        ) : (
          <button
            type="button"
            tabIndex={active ? 0 : -1}
            aria-label={`Add a task to ${group.name}`}
            onClick={() => setOpen(true)}
            className="control flex w-full items-center gap-2 text-start text-sm text-quiet hover:text-ink"
          >
            <Plus aria-hidden className="ms-1.5 size-4" />
            Add a task
          </button>
        )}
      </td>
    </RowFrame>
  );
}
