import { Lock } from "lucide-react";
import { useEffect, useState } from "react";
import { Tooltip } from "../../design/tooltip.tsx";
import { SubjectLink } from "../calls/subject-link.tsx";
import { useShownCall } from "./open-call.tsx";

/** Which call it is, for how long it has gone on, and whether it is locked. */
export function CallHead() {
  const { state, name } = useShownCall();
  const { call, settings } = state;
  return (
    <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-line ps-5 pe-2 max-md:ps-3">
      <h1 className="min-w-0 truncate text-lg font-semibold" dir="auto" title={name}>
        {name}
      </h1>
      {settings.locked ? (
        <Tooltip label="Locked: nobody new comes in, but whom a host lets in">
          <Lock role="img" aria-label="Locked" className="size-4 shrink-0 text-quiet" />
        </Tooltip>
      ) : null}
      {call.about && call.title !== "" ? (
        <span className="min-w-0 truncate text-quiet max-md:hidden">
          <SubjectLink about={call.about} />
        </span>
      ) : null}
      {call.startedAt === null ? null : <Lasting since={call.startedAt} />}
    </header>
  );
}

/** For how long it has gone on, as a clock shows it; told to nobody who hears the page, every second. */
function Lasting({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return (
    <span
      role="timer"
      aria-label="The call has lasted"
      className="ms-auto shrink-0 pe-2 text-sm text-quiet tabular-nums"
    >
      {asClock(Math.max(0, now - since))}
    </span>
  );
}

function asClock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, "0"));
  const hours = Math.floor(seconds / 3_600);
  return hours > 0 ? `${hours}:${parts.join(":")}` : parts.join(":");
}
