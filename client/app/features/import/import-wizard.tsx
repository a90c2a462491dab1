import { useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type {
  ImportMapping,
  ImportPreview,
  ImportReport,
} from "../../../../durable-objects/workspace/board/exchange/protocol.ts";
import { ApiError } from "../../../sdk/api/problem.ts";
import { Button, buttonClass } from "../../design/button.tsx";
import { Notice } from "../../design/notice.tsx";
import { Spinner } from "../../design/waiting.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useOpenBoard } from "../board/open-board.tsx";
import { BackToBoard } from "../project/back-to-board.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { CAREFUL, type Manner, MannerChoice } from "./manner.tsx";
import { MapColumns } from "./map-columns.tsx";
import { Report } from "./report.tsx";
import { STEPS, type Step, shownStep } from "./steps.ts";

const STEP_NAMES: Record<Step, string> = { file: "File", columns: "Columns", trial: "Trial run", done: "Done" };

interface ImportWizardProps {
  /** The step that the address names. */
  named: Step;
  /** Goes to another step; `replace` leaves no way back to this one. */
  onStep: (step: Step, how: "push" | "replace") => void;
}

interface Chosen {
  csv: string;
  name: string;
  preview: ImportPreview;
}

/** Brings tasks in from a CSV: choose it, say what its columns are, see what would happen, then let it. */
export function ImportWizard({ named, onStep }: ImportWizardProps) {
  const { id: workspace } = useWorkspace();
  const { api } = useSignedIn();
  const { project } = useBoardPage();
  const { state } = useOpenBoard();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  /** Of the trial, or of the import itself. */
  const [report, setReport] = useState<ImportReport | null>(null);
  const [mapping, setMapping] = useState<ImportMapping>({});
  const [manner, setManner] = useState<Manner>(CAREFUL);
  const step = shownStep(named, chosen, report);
  useEffect(() => {
    if (step !== named) onStep(step, "replace");
  }, [step, named, onStep]);
  const customFields = useMemo(
    () => [...state.fields.values()].filter(({ archivedAt }) => archivedAt === null),
    [state.fields],
  );
  const run = useMutation({
    mutationFn: (mode: ImportReport["mode"]) =>
      api.imports.run(workspace, project.id, {
        csv: chosen?.csv ?? "",
        ...(chosen ? { delimiter: chosen.preview.delimiter } : {}),
        mapping,
        mode,
        ...manner,
      }),
    onSuccess: (found) => {
      setReport(found);
      // Behind what was imported is the choice of columns, not the trial.
      if (found.mode === "dry_run") onStep("trial", "push");
      else onStep("done", "replace");
    },
  });
  const look = useCallback(
    async (csv: string, name: string) => {
      const preview = await api.imports.preview(workspace, project.id, csv);
      setChosen({ csv, name, preview });
      setMapping(preview.mapping);
      setReport(null);
      onStep("columns", "push");
    },
    [api, workspace, project.id, onStep],
  );
  useEffect(() => {
    document.title = `Import · ${project.name} · Ensemble`;
  }, [project.name]);
  const heading = useStepHeading(step);
  const titled = Object.values(mapping).some((field) => field === "title" || field === "externalId");
  const again = () => {
    run.reset();
    onStep("file", "push");
  };
  /** What was found out holds no more once something is chosen otherwise. */
  const change =
    <Choice,>(set: (choice: Choice) => void) =>
    (choice: Choice) => {
      set(choice);
      setReport(null);
    };
  const params = { workspace, project: project.key };
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 px-6 py-6 max-md:px-4">
        <header className="grid gap-3">
          <BackToBoard />
          <h1 className="text-xl font-semibold" dir="auto">
            Import into {project.name}
          </h1>
          <ol className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
            {STEPS.map((each, at) => (
              <li
                key={each}
                aria-current={each === step ? "step" : undefined}
                className={clsx(each === step ? "font-semibold text-accent" : "text-quiet")}
              >
                {at + 1}. {STEP_NAMES[each]}
              </li>
            ))}
          </ol>
        </header>
        <section className="grid grid-cols-[minmax(0,1fr)] gap-4" aria-labelledby="import-step">
          <h2 id="import-step" ref={heading} tabIndex={-1} className="text-lg font-semibold outline-none">
            {TITLES[step](chosen?.name ?? "")}
          </h2>
          {run.error ? <Problem cause={run.error} /> : null}
          {step === "file" ? <ChooseFile onChosen={look} /> : null}
          {step === "columns" && chosen ? (
            <>
              <MapColumns
                preview={chosen.preview}
                mapping={mapping}
                customFields={customFields}
                onChange={change(setMapping)}
              />
              <MannerChoice manner={manner} onChange={change(setManner)} />
              {titled ? null : <Notice tone="warn">Say which column is the title; a task needs one.</Notice>}
              <div className="flex flex-wrap gap-2">
                <Button look="primary" disabled={!titled || run.isPending} onClick={() => run.mutate("dry_run")}>
                  See what would happen
                </Button>
                <Button look="quiet" onClick={again}>
                  Another file
                </Button>
              </div>
            </>
          ) : null}
          {step === "trial" && report ? (
            <>
              <p className="text-quiet">Nothing has changed yet.</p>
              <Report report={report} />
              <div className="flex flex-wrap gap-2">
                <Button
                  look="primary"
                  disabled={run.isPending || report.created + report.updated === 0}
                  onClick={() => run.mutate("apply")}
                >
                  {importWords(report.created + report.updated)}
                </Button>
                <Button disabled={run.isPending} onClick={() => onStep("columns", "push")}>
                  Change the columns
                </Button>
              </div>
            </>
          ) : null}
          {step === "done" && report ? (
            <>
              <Report report={report} />
              <p className="text-quiet">
                The same file may be imported again, say once its faults are mended: each task is found again, and only
                what differs is changed.
              </p>
              <div className="flex flex-wrap gap-2">
                <Link className={buttonClass({ look: "primary" })} to="/w/$workspace/projects/$project" params={params}>
                  To the board
                </Link>
                <Button onClick={again}>Import another file</Button>
              </div>
            </>
          ) : null}
          {run.isPending ? <Spinner label="Reading the rows…" /> : null}
        </section>
      </div>
    </div>
  );
}

function importWords(count: number): string {
  return count === 1 ? "Import 1 task" : `Import ${count.toLocaleString()} tasks`;
}

/** What is wrong, and with which of the columns. */
function Problem({ cause }: { cause: Error }) {
  const details = cause instanceof ApiError ? cause.errors : [];
  return (
    <Notice tone="danger">
      <p>{wordsFor(cause)}</p>
      {details.length > 0 ? (
        <ul>
          {details.map(({ path, message }) => (
            <li key={path}>
              {path.replace(/^mapping\.?/, "") || "Columns"}: {message}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  );
}

const TITLES: Record<Step, (file: string) => string> = {
  file: () => "Choose a file",
  columns: (file) => `What the columns of ${file} are`,
  trial: (file) => `What importing ${file} would do`,
  done: (file) => `Imported ${file}`,
};

/** The heading of a step takes the focus when the step begins, so that it is read out. */
function useStepHeading(step: Step) {
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    heading.current?.focus();
  }, [step]);
  return heading;
}
