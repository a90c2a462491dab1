import { Link } from "@tanstack/react-router";
import { PhoneOff } from "lucide-react";
import { lazy, Suspense, useEffect } from "react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { buttonClass } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { Section } from "../../design/section.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { dayOfCall, hoursOfCall, lengthInWords, peopleInWords } from "../../words/calls.ts";
import { exactTime } from "../../words/dates.ts";
import { useNameOf } from "../channels/use-name-of.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Invited } from "./answers.tsx";
import { CallLog } from "./call-log.tsx";
import { useCallName } from "./call-names.ts";
import { DeleteCall } from "./delete-call.tsx";
import { runsCall } from "./may.ts";
import { StartCall } from "./start-call.tsx";
import { SubjectLink } from "./subject-link.tsx";

// Who was in it is looked for before what was written.
const Discussion = lazy(async () => ({ default: (await import("../discussion/discussion.tsx")).Discussion }));

/** A call that is over: when it was, what about, who was in it, and what was written. */
export function EndedCall({ call }: { call: Call }) {
  const { id: workspace, role, state } = useWorkspace();
  const nameOf = useNameOf();
  const name = useCallName(call);
  const { about } = call;
  const at = call.startedAt ?? call.startsAt ?? call.createdAt;
  useEffect(() => {
    document.title = `${name} · Ensemble`;
  }, [name]);
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-6 px-4 py-6 md:px-8 md:py-10">
      <header className="grid grid-cols-1 gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <PhoneOff aria-hidden className="size-5 shrink-0 text-quiet" />
          <h1 className="min-w-0 text-xl font-semibold" dir="auto">
            {name}
          </h1>
          <Chip>Ended</Chip>
        </div>
        <p className="flex flex-wrap items-center gap-x-2 text-quiet">
          <span dir="auto">
            <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
              {dayOfCall(at, Date.now())}, {hoursOfCall(at, null)}
            </time>
            {` · ${howItWent(call)} · ${call.startsAt === null ? "started" : "planned"} by ${nameOf(call.createdBy)}`}
          </span>
          {about ? <SubjectLink about={about} /> : null}
        </p>
        <Invited call={call} name={name} />
        <div className="flex flex-wrap gap-2">
          <Link to="/w/$workspace/calls" params={{ workspace }} className={buttonClass({ size: "sm" })}>
            All calls
          </Link>
          {about ? <StartCall about={about} name={name} look="button" /> : null}
          {runsCall(call, role, state.reader) ? <DeleteCall call={call} name={name} /> : null}
        </div>
      </header>
      <Section title="Who was in it">
        <CallLog call={call.id} />
      </Section>
      <Section title="Chat">
        <Suspense fallback={<Skeleton className="h-9" />}>
          <Discussion subject={{ type: "call", id: call.id }} mayWrite={role !== "viewer"} place="within" />
        </Suspense>
      </Section>
    </main>
  );
}

/** For how long it went, and with how many. */
function howItWent({ startedAt, endedAt, people }: Call): string {
  if (startedAt === null || endedAt === null) return "nobody came";
  const length = lengthInWords(endedAt - startedAt);
  return people === 0 ? length : `${length} · ${peopleInWords(people)}`;
}
