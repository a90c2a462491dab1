import { clsx } from "clsx";
import { INPUT } from "../../../design/field.tsx";
import type { Command } from "./command.ts";
import type { useTaskProject } from "./use-project.ts";

interface CommandHintProps {
  command: Command;
  target: ReturnType<typeof useTaskProject>;
}

/** What the command that is being written takes and does; for a task also where it goes. */
export function CommandHint({ command, target }: CommandHintProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 pb-1.5 text-sm text-quiet">
      <span>
        <b className="font-medium text-ink">/{command.name}</b> {command.takes}
      </span>
      <span>{command.words}.</span>
      {command.name === "task" && target.projects.length > 1 ? (
        <label className="flex items-center gap-1.5 whitespace-nowrap">
          Project
          <select
            className={clsx(INPUT, "max-w-56 pe-8")}
            value={target.project?.id}
            onChange={(event) => target.choose(event.target.value)}
          >
            {target.projects.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ) : null}
    </div>
  );
}
