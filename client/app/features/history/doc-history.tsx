import { History, List } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { useDoc } from "../../../react/doc.ts";
import type { DocChange } from "../../../sdk/api/docs.ts";
import { Button } from "../../design/button.tsx";
import { EmptyState } from "../../design/empty-state.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Problem } from "../../design/problem.tsx";
import { Spinner } from "../../design/waiting.tsx";
import { authorsInWords } from "../../words/history.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useShortcut } from "../shortcuts/use-command.ts";
import { managesPeople, useWorkspace } from "../workspace/workspace.tsx";
import { HistoryHead } from "./history-head.tsx";
import { type HistoryLook, writeTarget } from "./look.ts";
import { PastLists } from "./past-lists.tsx";
import { PastSlider } from "./past-slider.tsx";
import { PastView } from "./past-view.tsx";
import { endsOf, keptIn, showingOf, wordsOf } from "./showing.ts";
import { useNewer } from "./use-newer.ts";
import { useRestore } from "./use-restore.ts";
import { useShown } from "./use-shown.ts";
import { useStops } from "./use-stops.ts";

interface DocHistoryProps {
  docId: string;
  /** What it is the history of: a page's title, a task's description. */
  title: string;
  /** What it is, as in "Restore this page". */
  noun: string;
  /** Whether whoever looks may write in it, and so restore. */
  mayChange: boolean;
  /** What is looked at. */
  look: HistoryLook;
  onLook: (look: HistoryLook) => void;
  /** Back to the text itself. */
  onLeave: () => void;
}

/** A doc's past: a slider over its moments, who changed what, its versions, comparing any two and giving one back. */
export default function DocHistory({ docId, title, noun, mayChange, look, onLook, onLeave }: DocHistoryProps) {
  const { api, me, copies } = useSignedIn();
  const { id: workspace, state, role } = useWorkspace();
  const at = useMemo(() => ({ workspace, doc: docId }), [workspace, docId]);
  const [since, setSince] = useState(Date.now);
  /** On a phone the list lies over the lower half when it is asked for. */
  const [sheet, setSheet] = useState<"open" | "closed">("closed");
  const open = useDoc(api, docId, copies);
  const past = useStops(api, at, since, look.at);
  const { stops, stretches, versions } = past;
  const showing = useMemo(() => showingOf(look, { stops, stretches, versions }), [look, stops, stretches, versions]);
  const shown = useShown(api, at, showing, since);
  const newest = past.stops?.at(-1) ?? null;
  const newer = useNewer(api, at, open, newest);
  const toNewest = useCallback(() => {
    setSince(Date.now());
    onLook({});
  }, [onLook]);
  const restoring = useRestore(api, at, toNewest);
  const mayWrite = mayChange && !(open.access?.readOnly ?? false);
  const names = useMemo(() => namesOf(past.stops ?? [], state.members), [past.stops, state.members]);
  const nameOf = useCallback((user: string) => names.get(user) ?? "someone who left", [names]);
  useShortcut({ keys: "escape", scope: "page", words: "Leave the history", run: onLeave, offered: "keys" });

  const show = (stop: DocChange) => onLook({ ...keptIn(look), at: stop.to });
  const index = showing.stop ? (past.stops?.indexOf(showing.stop) ?? -1) : -1;
  const words = wordsOf(showing, past, since);
  const problem = past.problem ?? shown.problem;

  return (
    <div className="flex min-h-0 flex-1 flex-col bg-paper">
      <HistoryHead
        at={at}
        title={title}
        noun={noun}
        showing={showing}
        versions={past.versions}
        isNewest={showing.stop !== null && showing.stop === newest && !newer}
        moment={words.moment}
        mayWrite={mayWrite}
        restoring={restoring}
        onAgainst={(against) => onLook({ ...look, against: against ? writeTarget(against) : undefined })}
        onMarks={(marks) => onLook({ ...look, changes: marks === "hidden" ? "hidden" : undefined })}
        onLeave={onLeave}
      />
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <div className="min-h-0 flex-1 overflow-y-auto">
            <div className="mx-auto grid max-w-3xl gap-4 px-6 py-5 max-md:px-4">
              <Problem error={problem?.cause} retry={problem?.again} />
              {newer ? (
                <Notice>
                  <div className="flex flex-wrap items-center justify-between gap-2">
                    <span>There are newer changes, by {authorsInWords(newer)}. What you look at stays as it is.</span>
                    <Button size="sm" onClick={toNewest}>
                      Show newer changes
                    </Button>
                  </div>
                </Notice>
              ) : null}
              {past.stops?.length === 0 && showing.target.kind === "now" ? (
                <EmptyState icon={History} title="No changes in the last 30 days">
                  Every change can be looked at for 30 days. Versions with a name stay for ever.
                </EmptyState>
              ) : shown.nodes ? (
                <PastView nodes={shown.nodes} showing={showing} label={`${title}, ${words.moment}`} nameOf={nameOf} />
              ) : problem ? null : (
                <Spinner label="Fetching the past…" />
              )}
            </div>
          </div>
          <footer className="border-t border-line bg-raised px-4 py-2">
            <div className="flex items-center gap-2 pb-1">
              <p className="min-w-0 flex-1 truncate text-center text-sm" dir="auto">
                {words.sentence}
              </p>
              <IconButton
                icon={List}
                size="sm"
                label="Changes and versions"
                className="md:hidden"
                aria-pressed={sheet === "open"}
                onClick={() => setSheet(sheet === "open" ? "closed" : "open")}
              />
            </div>
            <PastSlider
              length={past.stops?.length ?? 0}
              index={index}
              words={words.sentence}
              ends={endsOf(past)}
              onMove={(to) => {
                const stop = past.stops?.[to];
                if (stop) show(stop);
                if (to <= 2) past.earlier?.();
              }}
            />
          </footer>
        </div>
        <PastLists
          api={api}
          at={at}
          past={past}
          shown={{ stop: showing.stop, version: look.version }}
          sheet={sheet}
          nameOf={nameOf}
          mayChange={(version) => mayWrite && (version.by === me.id || managesPeople(role))}
          onShow={show}
          onShowVersion={(version) => onLook({ ...keptIn(look), version: version.id })}
        />
      </div>
    </div>
  );
}

function namesOf(
  stops: readonly DocChange[],
  members: readonly { user: string; name: string }[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { by } of stops) for (const { user, name } of by) if (name !== null) names.set(user, name);
  for (const { user, name } of members) names.set(user, name);
  return names;
}
