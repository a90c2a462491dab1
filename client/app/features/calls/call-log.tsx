import { useQuery } from "@tanstack/react-query";
import type { CallLogEntry } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { Chip } from "../../design/chip.tsx";
import { Face } from "../../design/face.tsx";
import { Problem } from "../../design/problem.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { callLogQuery } from "../../queries/calls.ts";
import { hoursOfCall, lengthInWords, type QualityWords, qualityInWords } from "../../words/calls.ts";
import { exactTime } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useNameOf } from "../channels/use-name-of.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Who was in a call: when they came and went, and how good it was for them. */
export function CallLog({ call }: { call: string }) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { data: log, error, refetch } = useQuery(callLogQuery(api, workspace, call));
  if (error) return <Problem error={error} retry={refetch} />;
  if (!log) return <Skeleton className="h-20" />;
  if (log.length === 0) return <p className="text-quiet">Nobody came.</p>;
  return (
    <ul
      className="grid grid-cols-1 divide-y divide-line rounded-lg border border-line bg-raised"
      aria-label="Who was in it"
    >
      {log.map((entry) => (
        <Stay key={entry.peer} entry={entry} />
      ))}
    </ul>
  );
}

const TONES: Record<QualityWords["grade"], "good" | "warn" | "danger" | "calm"> = {
  good: "good",
  fair: "warn",
  poor: "danger",
  unknown: "calm",
};

/** One stay of somebody. */
function Stay({ entry: { user, name, joinedAt, leftAt, quality } }: { entry: CallLogEntry }) {
  const nameOf = useNameOf();
  const called = nameOf(user, name);
  const { grade, word, facts } = qualityInWords(quality);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2.5">
      <span className="flex min-w-[min(12rem,100%)] flex-1 items-center gap-2">
        <Face user={user} name={called} />
        <span className="min-w-0 truncate font-medium" dir="auto">
          {called}
        </span>
      </span>
      <span className="grid gap-0.5 text-sm">
        <time dateTime={new Date(joinedAt).toISOString()} title={exactTime(joinedAt)}>
          {leftAt === null ? `From ${hoursOfCall(joinedAt, null)}` : stay(joinedAt, leftAt)}
        </time>
        <span className="flex flex-wrap items-center gap-x-2 text-quiet">
          <Chip tone={TONES[grade]}>{word}</Chip>
          {facts}
        </span>
      </span>
    </li>
  );
}

function stay(from: number, to: number): string {
  return `${hoursOfCall(from, null)} – ${hoursOfCall(to, null)} · ${lengthInWords(to - from)}`;
}
