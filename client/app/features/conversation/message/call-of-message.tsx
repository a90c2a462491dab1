import { Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import type { CallCard } from "../../../../../durable-objects/conversation/protocol.ts";
import { buttonClass } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { lengthInWords, peopleInWords } from "../../../words/calls.ts";
import { exactTime } from "../../../words/dates.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** A call that was started from the conversation, as it now is: planned, on, or over. */
export function CallOfMessage({ card }: { card: CallCard }) {
  const { id: workspace } = useWorkspace();
  const { call, title, state } = card;
  return (
    <div
      data-call={state}
      className="mt-1 flex max-w-xl flex-wrap items-center gap-3 rounded-lg border border-line bg-raised p-3 shadow-card"
    >
      <span aria-hidden className="grid size-9 shrink-0 place-content-center rounded-full bg-accent-soft text-accent">
        <Video className="size-5" />
      </span>
      <div className="grid min-w-0 flex-1 grid-cols-1">
        <span className="flex items-center gap-2">
          <span className="min-w-0 truncate font-semibold" dir="auto">
            {title === "" ? NAMES[state] : title}
          </span>
          {state === "live" ? <Chip tone="good">On now</Chip> : null}
        </span>
        <span className="text-sm text-quiet">{standingOf(card)}</span>
      </div>
      <Link
        to="/w/$workspace/calls/$call"
        params={{ workspace, call }}
        className={buttonClass({ look: state === "live" ? "primary" : "plain", size: "sm" })}
      >
        {ACTS[state]}
      </Link>
    </div>
  );
}

const NAMES = { scheduled: "Planned call", live: "Video call", ended: "Video call" } as const;
const ACTS = { scheduled: "Open", live: "Join", ended: "Open" } as const;

/** How it stands with a call, in words. */
function standingOf({ state, startsAt, startedAt, endedAt, people }: CallCard): string {
  switch (state) {
    case "scheduled":
      return startsAt === null ? "It has no time yet" : exactTime(startsAt);
    case "live":
      return people === 0 ? "Nobody is in it yet" : `${peopleInWords(people)} in it`;
    case "ended":
      if (startedAt === null || endedAt === null) return startsAt === null ? "Nobody came" : "It did not take place";
      return `Over after ${lengthInWords(endedAt - startedAt)} · ${peopleInWords(people)}`;
  }
}
