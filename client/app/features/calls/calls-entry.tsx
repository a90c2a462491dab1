import { Link } from "@tanstack/react-router";
import { Video } from "lucide-react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { CountMark } from "../../design/count-mark.tsx";
import { peopleInWords } from "../../words/calls.ts";
import { countInWords } from "../../words/counts.ts";
import { SIDEBAR_LINK } from "../workspace/sidebar-link.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useCallName } from "./call-names.ts";
import { useCalls } from "./use-calls.ts";

/** Of the calls that go on, as many are named in the sidebar. */
const NAMED = 3;

/** The way to the calls, in the sidebar; those that go on right below it. */
export function CallsEntry() {
  const { id: workspace } = useWorkspace();
  const calls = useCalls();
  const live = calls?.filter(({ state, here }) => state === "live" && here.count > 0) ?? [];
  return (
    <>
      <Link to="/w/$workspace/calls" params={{ workspace }} activeOptions={{ exact: true }} className={SIDEBAR_LINK}>
        <Video aria-hidden />
        Calls
        <CountMark count={live.length} says={countInWords(live.length, "live")} tone="loud" />
      </Link>
      {live.slice(0, NAMED).map((call) => (
        <LiveEntry key={call.id} call={call} />
      ))}
    </>
  );
}

function LiveEntry({ call }: { call: Call }) {
  const { id: workspace } = useWorkspace();
  const name = useCallName(call);
  return (
    <Link to="/w/$workspace/calls/$call" params={{ workspace, call: call.id }} className={SIDEBAR_LINK}>
      <span aria-hidden className="grid size-4 shrink-0 place-content-center">
        <span className="size-2 rounded-full bg-good" />
      </span>
      <span className="min-w-0 truncate" dir="auto">
        {name}
      </span>
      <CountMark count={call.here.count} says={`${peopleInWords(call.here.count)} in it`} tone="calm" />
    </Link>
  );
}
