import { Link, useNavigate } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp, Ellipsis, Settings } from "lucide-react";
import { type KeyboardEvent, useCallback, useRef } from "react";
import type { Project } from "../../../../durable-objects/workspace/board/protocol.ts";
import { useAnnounce } from "../../design/announcer.tsx";
import { Dot } from "../../design/chip.tsx";
import { iconButtonClass } from "../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../design/menu.tsx";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { type Spot, useSorting } from "./project-sorting.ts";
import { SIDEBAR_LINK } from "./sidebar-link.ts";
import { ask, makesPages, useWorkspace } from "./workspace.tsx";

interface ProjectRowProps {
  project: Project;
  /** Its place among those it is told with. */
  at: number;
  among: readonly Project[];
}

/** A project in the sidebar; put elsewhere by dragging, by its menu, or with Alt and the arrow keys. */
export function ProjectRow({ project, at, among }: ProjectRowProps) {
  const { id: workspace, room, role } = useWorkspace();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const toast = useToast();
  const row = useRef<HTMLLIElement>(null);
  const sorts = makesPages(role) && project.archivedAt === null && among.length > 1;
  const move = useCallback(
    (moved: string, to: Spot) => {
      ask(room, { type: "project.move", project: moved, ...to }).catch((cause: unknown) =>
        toast({ words: wordsFor(cause), tone: "danger" }),
      );
    },
    [room, toast],
  );
  const edge = useSorting(row, project.id, sorts ? move : null);
  const step = (by: -1 | 1) => {
    const neighbour = among[at + by];
    if (!neighbour || !sorts) return;
    move(project.id, by < 0 ? { before: neighbour.id } : { after: neighbour.id });
    announce(`${project.name}, now ${at + 1 + by} of ${among.length}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    step(event.key === "ArrowUp" ? -1 : 1);
  };
  const params = { workspace, project: project.key };
  return (
    <li
      ref={row}
      className={clsx(
        "group/row relative flex rounded-md",
        edge === "before" && "shadow-[0_-2px_0_var(--color-accent)]",
        edge === "after" && "shadow-[0_2px_0_var(--color-accent)]",
      )}
    >
      <Link
        className={clsx(SIDEBAR_LINK, makesPages(role) && "pe-8")}
        to="/w/$workspace/projects/$project"
        params={params}
        draggable={false}
        onKeyDown={onKeyDown}
      >
        <Dot colour={project.colour} />
        <span className="min-w-0 flex-1 truncate" dir="auto">
          {project.name}
        </span>
      </Link>
      {makesPages(role) ? (
        <Menu
          label={`More for ${project.name}`}
          align="end"
          trigger={
            <button
              type="button"
              aria-label={`More for ${project.name}`}
              className={clsx(
                iconButtonClass({ size: "sm" }),
                "absolute end-0.5 top-0.5 opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 data-[state=open]:opacity-100 pointer-coarse:top-0 pointer-coarse:opacity-100",
              )}
            >
              <Ellipsis aria-hidden />
            </button>
          }
        >
          {sorts ? (
            <>
              <MenuItem icon={ArrowUp} disabled={at === 0} onSelect={() => step(-1)}>
                Move up
              </MenuItem>
              <MenuItem icon={ArrowDown} disabled={at === among.length - 1} onSelect={() => step(1)}>
                Move down
              </MenuItem>
            </>
          ) : null}
          <MenuItem
            icon={Settings}
            onSelect={() =>
              void navigate({
                to: "/w/$workspace/projects/$project/settings/$section",
                params: { ...params, section: "general" },
              })
            }
          >
            Project settings
          </MenuItem>
        </Menu>
      ) : null}
    </li>
  );
}
