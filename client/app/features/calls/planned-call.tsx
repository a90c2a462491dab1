import { Link } from "@tanstack/react-router";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { buttonClass } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { hoursOfCall, lengthInWords } from "../../words/calls.ts";
import { exactTime } from "../../words/dates.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { AnswerChoice, Invited } from "./answers.tsx";
import { CallMenu } from "./call-menu.tsx";
import { useCallName } from "./call-names.ts";
import { CallRow } from "./call-row.tsx";
import { useMinute } from "./use-minute.ts";

/** From so long before its time on a planned call is to be opened. */
const SOON_MS = 15 * 60_000;

/** A call that is to come: when, for whom, what they answered, and what one answers oneself. */
export function PlannedCall({ call }: { call: Call }) {
  const { id: workspace, state } = useWorkspace();
  const name = useCallName(call);
  const now = useMinute();
  const own = call.invited.find(({ user }) => user === state.reader);
  const startsAt = call.startsAt ?? call.createdAt;
  const isDue = startsAt - now <= SOON_MS;
  return (
    <CallRow
      call={call}
      name={name}
      mark={isDue ? <Chip tone="accent">{dueInWords(startsAt - now)}</Chip> : null}
      time={
        <time dateTime={new Date(startsAt).toISOString()} title={exactTime(startsAt)}>
          {hoursOfCall(startsAt, call.minutes)}
        </time>
      }
      people={<Invited call={call} name={name} />}
      acts={
        <>
          {own ? <AnswerChoice call={call} name={name} answer={own.answer} /> : null}
          {isDue ? (
            <Link
              to="/w/$workspace/calls/$call"
              params={{ workspace, call: call.id }}
              className={buttonClass({ size: "sm", look: "primary" })}
              aria-label={`Open ${name}`}
            >
              Open
            </Link>
          ) : null}
          <CallMenu call={call} name={name} />
        </>
      }
    />
  );
}

function dueInWords(ms: number): string {
  return ms > 0 ? `In ${lengthInWords(ms)}` : "Now";
}
