import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import type { WorkspaceExport } from "../../../../../durable-objects/workspace/board/exchange/protocol.ts";
import { exportAddress } from "../../../../sdk/api/exports.ts";
import { Button, buttonClass } from "../../../design/button.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Spinner } from "../../../design/waiting.tsx";
import { exportsQuery } from "../../../queries/workspaces.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** Taking all of the workspace out: asked for, made while everyone goes on, and downloaded. */
export function Exports() {
  const { id } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const { data: exports, error, refetch } = useQuery(exportsQuery(api, id));
  const request = useMutation({
    mutationFn: () => api.exports.request(id),
    onSettled: () => queries.invalidateQueries(exportsQuery(api, id)),
  });
  const underWay = exports?.some(({ status }) => status === "queued" || status === "running" || status === "retrying");
  return (
    <div className="grid grid-cols-1 gap-3">
      <Problem error={error} retry={refetch} />
      {exports && exports.length > 0 ? (
        <ul className="grid grid-cols-1 divide-y divide-line">
          {exports.map((each) => (
            <ExportRow key={each.id} made={each} />
          ))}
        </ul>
      ) : null}
      <Problem error={request.error} />
      <div>
        <Button disabled={underWay || request.isPending} onClick={() => request.mutate()}>
          {underWay ? "An export is being made" : "Export everything"}
        </Button>
      </div>
    </div>
  );
}

function ExportRow({ made }: { made: WorkspaceExport }) {
  const { id, state } = useWorkspace();
  const who = state.members.find(({ user }) => user === made.requestedBy)?.name ?? "someone who left";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 compact:py-1.5">
      <div className="min-w-56 flex-1">
        <p className="font-medium">{new Date(made.requestedAt).toLocaleString()}</p>
        <p className="text-sm text-quiet">
          Asked for by {who}
          {made.bytes === null ? "" : ` · ${sizeInWords(made.bytes)}`}
          {made.status === "done" && made.expiresAt !== null
            ? ` · kept until ${new Date(made.expiresAt).toLocaleDateString()}`
            : ""}
        </p>
      </div>
      <State made={made} address={exportAddress(id, made.id)} />
    </li>
  );
}

function State({ made, address }: { made: WorkspaceExport; address: string }) {
  switch (made.status) {
    case "queued":
      return <Spinner label="About to begin" />;
    case "running":
      return <Spinner label={made.files === 1 ? "1 file so far" : `${made.files} files so far`} />;
    case "retrying":
      return <Spinner label={made.reason ? `Trying again: ${made.reason}` : "Trying again"} />;
    case "done":
      return (
        <a className={buttonClass({ size: "sm" })} href={address} download>
          <Download aria-hidden />
          Download
        </a>
      );
    case "failed":
      return <span className="text-sm text-danger">{made.reason ?? "It failed. Ask for another."}</span>;
    case "expired":
      return <span className="text-sm text-quiet">No longer kept</span>;
  }
}

function sizeInWords(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const power = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const format = new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: units[power] ?? "byte",
    unitDisplay: "short",
    maximumFractionDigits: 1,
  });
  return format.format(bytes / 1000 ** power);
}
