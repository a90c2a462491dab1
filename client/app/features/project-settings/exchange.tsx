import { Link } from "@tanstack/react-router";
import { Download, Upload } from "lucide-react";
import { useState } from "react";
import { projectExportAddress } from "../../../sdk/api/imports.ts";
import { buttonClass } from "../../design/button.tsx";
import { CheckField } from "../../design/field.tsx";
import { Section } from "../../design/section.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { useBoardPage } from "../board/board-page.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** Tasks in from a spreadsheet, and the project out as a file. */
export function Exchange() {
  const { id: workspace } = useWorkspace();
  const { project, mayWrite } = useBoardPage();
  const [format, setFormat] = useState<"csv" | "json">("csv");
  const [archived, setArchived] = useState(true);
  const [described, setDescribed] = useState(true);
  const address = projectExportAddress(workspace, project.key, {
    format,
    tasks: archived ? "all" : "open",
    descriptions: described ? "markdown" : "none",
  });
  return (
    <>
      {mayWrite ? (
        <Section title="Import" about="From a CSV, as Jira, Linear, GitHub, Asana, Trello and spreadsheets write it.">
          <div>
            <Link
              className={buttonClass()}
              to="/w/$workspace/projects/$project/import"
              params={{ workspace, project: project.key }}
            >
              <Upload aria-hidden />
              Import tasks
            </Link>
          </div>
        </Section>
      ) : null}
      <Section
        title="Export"
        about={
          format === "csv"
            ? "The tasks as a table. Importing it again finds each task by its Ensemble ID."
            : "The whole board for programs: columns, labels, fields, views, rules and tasks."
        }
      >
        <Segmented
          label="Format"
          value={format}
          onChange={setFormat}
          options={[
            { value: "csv", name: "CSV" },
            { value: "json", name: "JSON" },
          ]}
        />
        <CheckField
          label="Archived tasks, too"
          checked={archived}
          onChange={(event) => setArchived(event.target.checked)}
        />
        <CheckField
          label="With descriptions"
          checked={described}
          onChange={(event) => setDescribed(event.target.checked)}
        />
        <div>
          <a className={buttonClass()} href={address} download>
            <Download aria-hidden />
            Download
          </a>
        </div>
      </Section>
    </>
  );
}
