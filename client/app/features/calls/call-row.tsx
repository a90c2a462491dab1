import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { SubjectLink } from "./subject-link.tsx";

interface CallRowProps {
  call: Call;
  name: string;
  /** Beside its name. */
  mark?: ReactNode;
  /** When it was or is to be. */
  time: ReactNode;
  /** Who is, was or shall be in it. */
  people: ReactNode;
  /** What can be done with it. */
  acts: ReactNode;
}

/** A call in a list. Its name leads to its page. */
export function CallRow({ call, name, mark, time, people, acts }: CallRowProps) {
  const { id: workspace } = useWorkspace();
  // Of a call that has a title of its own it is worth saying what it is about; the others are called by it.
  const about = call.title === "" && call.about?.type !== "task" ? null : call.about;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2.5">
      <div className="grid min-w-[min(12rem,100%)] flex-1 grid-cols-1 gap-1">
        <p className="flex flex-wrap items-center gap-2">
          <Link
            to="/w/$workspace/calls/$call"
            params={{ workspace, call: call.id }}
            className="min-w-0 truncate font-medium text-ink"
            dir="auto"
          >
            {name}
          </Link>
          {mark}
        </p>
        <p className="flex flex-wrap items-center gap-x-2 text-sm text-quiet">
          {time}
          {about ? <SubjectLink about={about} /> : null}
        </p>
        {people}
      </div>
      <div className="flex flex-wrap items-center gap-2">{acts}</div>
    </li>
  );
}
