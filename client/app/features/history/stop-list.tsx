import { clsx } from "clsx";
import { useEffect, useRef } from "react";
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { DocChange } from "../../../sdk/api/docs.ts";
import { AvatarStack } from "../../design/avatar.tsx";
import { Button } from "../../design/button.tsx";
import { authorsInWords, changeInWords } from "../../words/history.ts";

interface StopListProps {
  /** Oldest first. */
  stops: readonly DocChange[];
  versions: readonly DocVersion[];
  shown: DocChange | null;
  onShow: (stop: DocChange) => void;
  /** Asks for earlier ones; null when there are none. */
  earlier: (() => void) | null;
}

const time = new Intl.DateTimeFormat(undefined, { timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });

/** The moments of the past as a list by days, newest first: when, who, and how much. */
export function StopList({ stops, versions, shown, onShow, earlier }: StopListProps) {
  const days = Map.groupBy(stops.toReversed(), ({ to }) => day.format(to));
  const current = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (shown) current.current?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  return (
    <div className="grid gap-4 p-3">
      {[...days].map(([name, changes]) => (
        <section key={name} aria-label={name} className="grid gap-0.5">
          <h2 className="px-2 pb-1 text-xs font-medium text-quiet">{name}</h2>
          {changes.map((change) => {
            const isShown = change === shown;
            return (
              <button
                key={change.id}
                ref={isShown ? current : null}
                type="button"
                aria-current={isShown ? "true" : undefined}
                onClick={() => onShow(change)}
                className={clsx(
                  "grid min-h-11 grid-cols-[auto_1fr_auto] items-center gap-x-2.5 rounded-md px-2 py-1.5 text-start",
                  isShown ? "bg-accent-soft" : "hover:bg-hover",
                )}
              >
                <span aria-hidden="true">
                  <AvatarStack
                    size="sm"
                    max={2}
                    people={change.by.map(({ user, name: called }) => ({ user, name: called ?? "Someone who left" }))}
                  />
                </span>
                <span className="min-w-0">
                  <span className="block truncate text-sm font-medium" dir="auto">
                    {authorsInWords(change)}
                  </span>
                  <span className="block truncate text-xs text-quiet">{changeInWords(change, versions)}</span>
                </span>
                <span className="text-xs text-quiet">{time.format(change.to)}</span>
              </button>
            );
          })}
        </section>
      ))}
      {earlier ? (
        <Button look="quiet" size="sm" onClick={earlier}>
          Show earlier changes
        </Button>
      ) : stops.length > 0 ? (
        <p className="px-2 text-xs text-quiet">
          This is where the history begins: changes are kept for 30 days, named versions for ever.
        </p>
      ) : null}
    </div>
  );
}
