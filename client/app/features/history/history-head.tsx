import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, BookmarkPlus, RotateCcw, Undo2 } from "lucide-react";
import { useCallback, useState } from "react";
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { DocAddress } from "../../../sdk/api/docs.ts";
import { Button } from "../../design/button.tsx";
import { Confirm } from "../../design/dialog.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Switch } from "../../design/switch.tsx";
import type { DocTarget } from "../../queries/docs.ts";
import { docVersionsQuery } from "../../queries/docs.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { CompareChoice } from "./compare-choice.tsx";
import { NameVersion } from "./name-version.tsx";
import type { Showing } from "./showing.ts";
import type { Restoring } from "./use-restore.ts";

interface HistoryHeadProps {
  at: DocAddress;
  title: string;
  noun: string;
  showing: Showing;
  versions: readonly DocVersion[];
  /** Whether what is shown is the newest there is. */
  isNewest: boolean;
  /** The moment that is shown, as it is called. */
  moment: string;
  mayWrite: boolean;
  restoring: Restoring;
  onAgainst: (against: DocTarget | null) => void;
  onMarks: (marks: Showing["marks"]) => void;
  onLeave: () => void;
}

/** What it is the history of, and what can be done with the moment that is shown. */
export function HistoryHead(props: HistoryHeadProps) {
  const { at, title, noun, showing, versions, isNewest, moment, mayWrite, restoring, onAgainst, onMarks, onLeave } =
    props;
  const { api } = useSignedIn();
  const client = useQueryClient();
  const [asking, setAsking] = useState<"restore" | "name" | null>(null);
  const { restore, takeBack } = restoring;
  const undoable = versions.find(({ id }) => id === showing.stop?.before)?.id;
  const { target } = showing;
  const keep = useCallback(
    async (name: string) => {
      await api.docs.keepVersion(at, { name, moment: target.kind === "moment" && !isNewest ? target.at : null });
      await client.invalidateQueries(docVersionsQuery(api, at));
    },
    [api, at, target, isNewest, client],
  );
  const problem = restore.problem ?? takeBack.problem;
  return (
    <header className="grid grid-cols-1 gap-2 border-b border-line px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-2">
        <IconButton icon={ArrowLeft} label={`Back to the ${noun}`} className="rtl:-scale-x-100" onClick={onLeave} />
        <h1 className="min-w-0 flex-1 truncate text-lg font-semibold" dir="auto">
          History of {title}
        </h1>
        {mayWrite ? (
          <div className="flex flex-wrap gap-2">
            {target.kind === "version" ? null : (
              <Button size="sm" disabled={showing.stop === null} onClick={() => setAsking("name")}>
                <BookmarkPlus aria-hidden />
                <span>
                  Name<span className="max-md:hidden"> this version</span>
                </span>
              </Button>
            )}
            <Button
              size="sm"
              look="primary"
              disabled={target.kind === "now" || isNewest || restore.busy}
              onClick={() => setAsking("restore")}
            >
              <RotateCcw aria-hidden />
              {restore.busy ? (
                "Restoring…"
              ) : (
                <span>
                  Restore<span className="max-md:hidden"> this version</span>
                </span>
              )}
            </Button>
          </div>
        ) : null}
      </div>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <CompareChoice target={target} against={showing.against} versions={versions} onChange={onAgainst} />
        <div className="text-sm">
          <Switch
            label="Show changes"
            checked={showing.marks === "shown"}
            onChange={(checked) => onMarks(checked ? "shown" : "hidden")}
          />
        </div>
      </div>
      {problem ? <Notice tone="danger">{problem}</Notice> : null}
      {undoable && mayWrite ? (
        <Notice>
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span>This was a restore. It can be undone; what was written since stays.</span>
            <Button size="sm" disabled={takeBack.busy} onClick={() => void takeBack.run(undoable)}>
              <Undo2 aria-hidden />
              {takeBack.busy ? "Undoing…" : "Undo restore"}
            </Button>
          </div>
        </Notice>
      ) : null}
      {asking === "name" ? (
        <NameVersion title="Name this version" name="" save={keep} onClose={() => setAsking(null)} />
      ) : null}
      {asking === "restore" ? (
        <Confirm
          title={target.kind === "version" ? `Restore “${moment}”?` : `Restore this ${noun} ${moment}?`}
          confirm="Restore"
          tone="calm"
          onConfirm={() => {
            setAsking(null);
            void restore.run(target);
          }}
          onCancel={() => setAsking(null)}
        >
          <p>The {noun} says again what it said then, for everyone and at once.</p>
          <p>
            It is a new edit by you: whoever writes just now goes on, the history keeps all that was written since, and
            you can undo it.
          </p>
        </Confirm>
      ) : null}
    </header>
  );
}
