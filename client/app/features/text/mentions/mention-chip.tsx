import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { CircleCheck, FileText } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { MentionOf } from "../../../../../durable-objects/doc/text/protocol.ts";
import { usePersonColour } from "../../../design/person-colours.ts";
import { mentionedTaskQuery } from "../../../queries/mentions.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { settles } from "../../board/digest.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useMentionedBoard } from "./mentioned-boards.tsx";

/** It stands in a line of text, and breaks with it. */
const CHIP =
  "box-decoration-clone rounded-sm px-1 [&_svg]:me-1 [&_svg]:inline-block [&_svg]:size-[0.9em] [&_svg]:align-[-0.1em]";
const LINKED = "bg-hover text-ink no-underline hover:bg-accent-soft hover:text-accent";

/** A mention as what it names is now: a person, a task or a page; of a kind not known here, only its words. */
export function MentionChip(mention: MentionOf) {
  switch (mention.kind) {
    case "user":
      return <PersonChip {...mention} />;
    case "task":
      return <TaskChip {...mention} />;
    case "page":
      return <PageChip {...mention} />;
    default:
      return <span className={clsx(CHIP, "bg-hover")}>{mention.label}</span>;
  }
}

function PersonChip({ id, label }: MentionOf) {
  const { state } = useWorkspace();
  const { me } = useSignedIn();
  const colourOf = usePersonColour();
  const member = state.members.find(({ user }) => user === id);
  const name = member?.name ?? label;
  return (
    <span
      className={clsx(CHIP, "font-medium", member ? "text-accent" : "text-quiet", id === me.id && "bg-accent-soft")}
      dir="auto"
    >
      {member ? (
        <span aria-hidden className="me-1 inline-block size-2 rounded-full" style={{ background: colourOf(id) }} />
      ) : null}
      @{name}
    </span>
  );
}

function PageChip({ id, label }: MentionOf) {
  const { id: workspace, state } = useWorkspace();
  const page = state.pages.find((each) => each.id === id);
  if (!page) return <Unseen>a page</Unseen>;
  return (
    <Link to="/w/$workspace/p/$page" params={{ workspace, page: id }} className={clsx(CHIP, LINKED)}>
      <FileText aria-hidden />
      <span className="unseen">Page </span>
      <bdi>{page.title || label}</bdi>
    </Link>
  );
}

function TaskChip({ id, label }: MentionOf) {
  const { api } = useSignedIn();
  const { id: workspace, state, role } = useWorkspace();
  const asked = useQuery(mentionedTaskQuery(api, workspace, id));
  const { refetch } = asked;
  const board = useMentionedBoard(asked.data?.projectId ?? null);
  const offBoard = board !== null && !board.tasks.has(id);
  // It was archived or deleted, or went to another project.
  useEffect(() => {
    if (offBoard) void refetch();
  }, [offBoard, refetch]);
  // What the board says is live; a task that is archived is on none.
  const live = board?.tasks.get(id);
  const task = live ?? asked.data;
  const project = state.projects.find((each) => each.id === task?.projectId);
  if (asked.data === null) return <Unseen>a task</Unseen>;
  // What it was called when it was mentioned is not for a guest to read, unless the task is.
  if ((!task || !project) && role === "guest") return <Unseen>a task</Unseen>;
  if (!task || !project) return <span className={clsx(CHIP, "bg-hover text-quiet")}>{label}</span>;
  const settled = live ? settles(board?.columns.get(live.columnId)) : asked.data?.settled;
  return (
    <Link
      to="/w/$workspace/projects/$project/tasks/$task"
      params={{ workspace, project: project.key, task: task.key }}
      className={clsx(CHIP, LINKED)}
      aria-label={settled ? `${task.key} ${task.title}, done` : undefined}
    >
      <CircleCheck aria-hidden className={settled ? "text-good" : "text-quiet"} />
      <span className="text-quiet">{task.key}</span>{" "}
      <bdi className={clsx(settled && "text-quiet line-through")}>{task.title}</bdi>
    </Link>
  );
}

/** What is mentioned is gone, or not for this reader. */
function Unseen({ children }: { children: ReactNode }) {
  return <span className="text-quiet italic">{children}</span>;
}
