import { useInfiniteQuery } from "@tanstack/react-query";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Chip } from "../../design/chip.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { pastCallsQuery } from "../../queries/calls.ts";
import { dayOfCall, hoursOfCall, lengthInWords, peopleInWords } from "../../words/calls.ts";
import { exactTime } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useCallName } from "./call-names.ts";
import { CallRow } from "./call-row.tsx";
import { CALL_LIST } from "./call-section.tsx";

/** The calls that are over, the latest first; asked for anew whenever one that was open ends. */
export function PastCalls({ open }: { open: readonly Call[] }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const known = open.map(({ id }) => id).join();
  const listed = useInfiniteQuery(pastCallsQuery(api, workspace, known));
  const calls = listed.data?.pages.flatMap(({ items }) => items) ?? null;
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problem error={listed.error} retry={listed.refetch} />
      {calls === null && !listed.error ? <Skeleton className="h-20" /> : null}
      {calls?.length === 0 ? <p className="px-2 text-sm text-quiet">No call is over yet.</p> : null}
      {calls && calls.length > 0 ? (
        <ul className={CALL_LIST} aria-label="Past calls">
          {calls.map((call) => (
            <PastCall key={call.id} call={call} />
          ))}
        </ul>
      ) : null}
      {listed.hasNextPage ? (
        <div>
          <Button size="sm" disabled={listed.isFetching} onClick={() => void listed.fetchNextPage()}>
            Show earlier calls
          </Button>
        </div>
      ) : null}
    </div>
  );
}

/** A call that is over: when it was, how long, and how many were in it. */
function PastCall({ call }: { call: Call }) {
  const name = useCallName(call);
  const { startedAt, endedAt } = call;
  const at = startedAt ?? call.startsAt ?? call.createdAt;
  return (
    <CallRow
      call={call}
      name={name}
      mark={startedAt === null ? <Chip>Nobody came</Chip> : null}
      time={
        <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
          {dayOfCall(at, Date.now())}, {hoursOfCall(at, null)}
          {startedAt === null || endedAt === null
            ? ""
            : ` · ${lengthInWords(endedAt - startedAt)} · ${peopleInWords(call.people)}`}
        </time>
      }
      people={null}
      acts={null}
    />
  );
}
