import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ArrowLeft, RotateCcw } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import type { Task } from "../../../../../durable-objects/workspace/board/protocol.ts";
import { Button, buttonClass } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { Spinner } from "../../../design/waiting.tsx";
import { activityInWords } from "../../../words/activity.ts";
import { exactTime } from "../../../words/dates.ts";
import { useBoardPage } from "../../board/board-page.tsx";
import { useOpenBoard } from "../../board/open-board.tsx";
import { useActivityNames, useDoers } from "../activity/names.ts";
import { Ago } from "../ago.tsx";
import { useLeave } from "../leaving.ts";
import { PanelFrame } from "../panel-frame.tsx";
import { ReadOnlyReason } from "../read-only.tsx";
import { Compare } from "./compare.tsx";
import type { Moment } from "./moments.ts";
import { differingFields, type FieldName, restoring } from "./restoring.ts";
import { useMoments } from "./use-moments.ts";

/** A task over time: any moment of its past beside what it is now, and the way back for what one wants back. */
export function TaskHistory({ task }: { task: Task }) {
  const { addressOf } = useBoardPage();
  const leave = useLeave(task.id);
  const { moments, isPending, error, again, earlier } = useMoments(task);
  const [chosen, setChosen] = useState<number | null>(null);
  const at = moments.find(({ entry }) => entry.position === chosen) ?? moments.at(-1);
  return (
    <PanelFrame
      label={`History of ${task.key} ${task.title}`}
      of={`history ${task.id}`}
      close="Close the history"
      onClose={leave}
      head={
        <Link className={clsx(buttonClass({ look: "quiet", size: "sm" }), "me-auto")} {...addressOf(task)}>
          <ArrowLeft aria-hidden className="max-md:hidden rtl:-scale-x-100" /> {task.key}
        </Link>
      }
    >
      <div className="grid grid-cols-1 gap-5">
        <div className="grid gap-1">
          <h2 className="text-xl font-semibold" dir="auto">
            History of “{task.title}”
          </h2>
          <p className="text-sm text-quiet">
            Its fields over time. Bringing something back is a change like any other: it can be undone, and nothing that
            others wrote meanwhile is lost.
          </p>
        </div>
        <ReadOnlyReason />
        {isPending ? <Spinner label="Looking into the past…" /> : null}
        <Problem error={error} retry={again} />
        {at ? (
          <>
            <Slider moments={moments} at={at} onChoose={setChosen} />
            <Then task={task} moment={at} isLatest={at === moments.at(-1)} />
            <Moments moments={moments} at={at} task={task.id} onChoose={setChosen} />
          </>
        ) : isPending || error ? null : (
          <p className="text-quiet">Nothing of it was changed yet.</p>
        )}
        {earlier ? (
          <div>
            <Button size="sm" look="quiet" onClick={earlier}>
              Show earlier
            </Button>
          </div>
        ) : null}
      </div>
    </PanelFrame>
  );
}

interface ChooseProps {
  moments: readonly Moment[];
  at: Moment;
  /** By the position of its entry. */
  onChoose: (position: number) => void;
}

function Slider({ moments, at, onChoose }: ChooseProps) {
  const id = useId();
  const doerOf = useDoers("within");
  const index = moments.indexOf(at);
  const words = `${exactTime(at.entry.at)}, ${doerOf(at.entry)}`;
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="flex flex-wrap justify-between gap-x-3 text-sm">
        <span className="font-semibold">
          Moment {index + 1} of {moments.length}
        </span>
        <span className="text-quiet">{words}</span>
      </label>
      <input
        id={id}
        type="range"
        className="min-h-8 w-full accent-accent pointer-coarse:min-h-11"
        min={0}
        max={moments.length - 1}
        step={1}
        value={index}
        disabled={moments.length < 2}
        aria-valuetext={words}
        onChange={(event) => {
          const moment = moments[Number(event.target.value)];
          if (moment) onChoose(moment.entry.position);
        }}
      />
    </div>
  );
}

/** The task as it was at one moment beside what it is, and what can be brought back of it. */
function Then({ task, moment, isLatest }: { task: Task; moment: Moment; isLatest: boolean }) {
  const { people, mayWrite } = useBoardPage();
  const { board, state } = useOpenBoard();
  const tell = useToast();
  const differ = differingFields(moment.task, task);
  const back = (names: readonly FieldName[]) => restoring(moment.task, task, names, { state, members: people });
  const all = back(differ);
  const restore = (names: readonly FieldName[]) => {
    const actions = back(names);
    if (actions.length === 0) return;
    void board.actTogether(actions, `Restore “${task.title}”`).then((outcomes) => {
      if (!outcomes.every(({ ok }) => ok)) return;
      const run = () => void board.history.undo();
      tell({
        words: `${task.key} has back what it had on ${exactTime(moment.entry.at)}.`,
        action: { label: "Undo", run },
      });
    });
  };
  return (
    <section className="grid grid-cols-1 gap-2" aria-label="Then and now">
      <div className="flex min-h-9 flex-wrap items-center gap-2">
        {moment.task.archived ? <Chip>Archived then</Chip> : null}
        <span className="text-sm text-quiet">
          {differ.length === 0
            ? isLatest
              ? "This is how it is now."
              : "All its fields are now as they were then."
            : `${differ.length} ${differ.length === 1 ? "field differs" : "fields differ"} from now.`}
        </span>
        {mayWrite && all.length > 0 ? (
          <Button size="sm" className="ms-auto" onClick={() => restore(differ)}>
            <RotateCcw aria-hidden /> Restore all fields
          </Button>
        ) : null}
      </div>
      <Compare
        then={moment.task}
        now={task}
        restorable={(name) => back([name]).length > 0}
        onRestore={mayWrite ? (name) => restore([name]) : null}
      />
      {differ.length > 0 && mayWrite && all.length === 0 ? (
        <p className="text-sm text-quiet">What it had then is gone from this project, so it cannot be brought back.</p>
      ) : null}
    </section>
  );
}

/** What was changed when, newest first; choosing one shows the task as it was right after it. */
function Moments({ moments, at, task, onChoose }: ChooseProps & { task: string }) {
  const names = useActivityNames();
  const doerOf = useDoers();
  const chosen = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one that was chosen by the slider is to be in sight
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest" });
  }, [at]);
  return (
    <section className="grid grid-cols-1 gap-1" aria-label="Who changed what">
      <h3 className="text-sm font-semibold">Who changed what</h3>
      <ol className="grid max-h-96 gap-px overflow-y-auto">
        {moments.toReversed().map((moment) => (
          <li key={moment.entry.position}>
            <button
              ref={moment === at ? chosen : null}
              type="button"
              aria-current={moment === at ? "true" : undefined}
              className={clsx(
                "w-full rounded-md px-2 py-1.5 text-start text-sm pointer-coarse:min-h-11",
                moment === at ? "bg-accent-soft" : "hover:bg-hover",
              )}
              onClick={() => onChoose(moment.entry.position)}
            >
              <strong className="font-semibold">{doerOf(moment.entry)}</strong>{" "}
              <span dir="auto">{activityInWords(moment.entry, task, names).join(", ")}</span>{" "}
              <span className="text-xs text-quiet">
                <Ago at={moment.entry.at} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
