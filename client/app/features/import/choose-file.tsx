import { FileSpreadsheet } from "lucide-react";
import { type DragEvent, useCallback, useRef, useState } from "react";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { TextAreaField } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { textOfFile } from "./read-file.ts";

interface ChooseFileProps {
  /** Looks into the text; rejects with words for a reader. Keep it stable. */
  onChosen: (csv: string, name: string) => Promise<void>;
}

/** Takes a file, dropped or chosen, or what was copied from a sheet. */
export function ChooseFile({ onChosen }: ChooseFileProps) {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const act = useAct(
    useCallback(
      async (file: Blob, name: string) => {
        await onChosen(await textOfFile(file), name);
      },
      [onChosen],
    ),
  );
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) void act.run(file, file.name);
  };
  return (
    <div className="grid gap-6">
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the button in it is the one for all. */}
      <div
        data-over={over || undefined}
        className="grid justify-items-center gap-3 rounded-xl border-2 border-dashed border-line-strong px-4 py-10 text-center data-over:border-accent data-over:bg-accent-soft"
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <FileSpreadsheet aria-hidden className="size-8 text-quiet" />
        <p>Drop a CSV file here, as Jira, Linear, GitHub, Asana, Trello or a spreadsheet writes it.</p>
        <Button look="primary" disabled={act.busy} onClick={() => input.current?.click()}>
          {act.busy ? "Reading…" : "Choose a file"}
        </Button>
        <p className="text-sm text-quiet">Up to 5 MB. Nothing changes until you have seen what would.</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label="CSV file"
          className="hidden"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) void act.run(file, file.name);
            // The same file may be chosen again once it was mended.
            event.target.value = "";
          }}
        />
      </div>
      <details>
        <summary className="text-quiet">Or paste rows from a sheet</summary>
        <form
          className="mt-3 grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void act.run(new Blob([pasted]), "pasted rows");
          }}
        >
          <TextAreaField
            label="Rows, the first with the names of the columns"
            rows={6}
            className="font-mono text-sm"
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
          <div>
            <Button type="submit" disabled={act.busy || pasted.trim() === ""}>
              Look into it
            </Button>
          </div>
        </form>
      </details>
    </div>
  );
}
