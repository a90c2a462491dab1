import { CalendarPlus, Video } from "lucide-react";
import { useEffect } from "react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useConnection } from "../../../react/connection.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { Notice } from "../../design/notice.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { dayOfCall } from "../../words/calls.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked, askToSchedule } from "./asked.ts";
import { CALL_LIST, CallSection } from "./call-section.tsx";
import { LiveCall } from "./live-call.tsx";
import { startsCalls } from "./may.ts";
import { PastCalls } from "./past-calls.tsx";
import { PlannedCall } from "./planned-call.tsx";
import { useCalls } from "./use-calls.ts";

/** The calls of the workspace that one may come into: those that go on, those to come, and those that were. */
export function CallsPage() {
  const { role } = useWorkspace();
  const calls = useCalls();
  useEffect(() => {
    document.title = "Calls · Ensemble";
  }, []);
  return (
    <main className="mx-auto grid w-full max-w-3xl grid-cols-1 content-start gap-6 px-4 py-6 md:px-8 md:py-10">
      <header className="flex flex-wrap items-center gap-2">
        <h1 className="flex-1 text-xl font-semibold">Calls</h1>
        {startsCalls(role) ? (
          <>
            <Button onClick={() => askToSchedule()}>
              <CalendarPlus aria-hidden />
              Schedule a call
            </Button>
            <Button look="primary" onClick={() => asked.set({ name: "start" })}>
              <Video aria-hidden />
              Start a call
            </Button>
          </>
        ) : null}
      </header>
      {startsCalls(role) ? null : (
        <Notice>You read in this workspace: you may come into calls and listen, and not start them.</Notice>
      )}
      {calls === null ? <Waiting /> : <Listed calls={calls} />}
    </main>
  );
}

function Listed({ calls }: { calls: readonly Call[] }) {
  const live = calls.filter(({ state }) => state === "live").toSorted((a, b) => since(b) - since(a));
  const planned = calls.filter(({ state }) => state === "scheduled").toSorted((a, b) => due(a) - due(b));
  return (
    <>
      {live.length > 0 ? (
        <CallSection title="Now">
          <ul className={CALL_LIST} aria-label="Calls that go on">
            {live.map((call) => (
              <LiveCall key={call.id} call={call} />
            ))}
          </ul>
        </CallSection>
      ) : null}
      {planned.length > 0 ? (
        byDay(planned, Date.now()).map(({ day, calls: some }) => (
          <CallSection key={day} title={day}>
            <ul className={CALL_LIST} aria-label={`Calls: ${day}`}>
              {some.map((call) => (
                <PlannedCall key={call.id} call={call} />
              ))}
            </ul>
          </CallSection>
        ))
      ) : (
        <Nothing isLive={live.length > 0} />
      )}
      <CallSection title="Past">
        <PastCalls open={calls} />
      </CallSection>
    </>
  );
}

function Nothing({ isLive }: { isLive: boolean }) {
  const { role } = useWorkspace();
  if (isLive) return <p className="px-2 text-sm text-quiet">No call is planned.</p>;
  return (
    <EmptyState icon={Video} title="No call goes on, and none is planned">
      {startsCalls(role)
        ? "Start one here, or from a conversation, a project or a task: whoever may see that may come in."
        : "Those that you may come into stand here."}
    </EmptyState>
  );
}

function Waiting() {
  const { room } = useWorkspace();
  const { name } = useConnection(room);
  if (name === "offline" || name === "reconnecting") {
    return <Notice tone="warn">The server cannot be reached, so the calls are not known. They come with it.</Notice>;
  }
  return (
    <div className="grid gap-2" aria-busy="true">
      <p className="unseen" role="status">
        Looking for calls…
      </p>
      <Skeleton className="h-20" />
      <Skeleton className="h-20" />
    </div>
  );
}

/** Planned calls under the day on which they are, in their order. */
function byDay(planned: readonly Call[], now: number): { day: string; calls: readonly Call[] }[] {
  const days = Map.groupBy(planned, (call) => dayOfCall(due(call), now));
  return [...days].map(([day, calls]) => ({ day, calls }));
}

const since = ({ startedAt, createdAt }: Call) => startedAt ?? createdAt;
const due = ({ startsAt, createdAt }: Call) => startsAt ?? createdAt;
