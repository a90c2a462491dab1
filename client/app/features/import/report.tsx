import type { ImportReport } from "../../../../durable-objects/workspace/board/exchange/protocol.ts";
import { Notice } from "../../design/notice.tsx";

/** More lines than this help nobody; the file has the rest. */
const SHOWN = 100;

/** What became of the rows, or would. */
export function Report({ report }: { report: ImportReport }) {
  const { mode, created, updated, unchanged, failed, errors, errorCount, warnings, creates } = report;
  const dry = mode === "dry_run";
  const counts = [
    [dry ? "would be new" : "new", created],
    [dry ? "would change" : "changed", updated],
    [dry ? "would stay as they are" : "as they were", unchanged],
    ["left out", failed],
  ] as const;
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {counts.map(([words, count]) => (
          <div key={words} className="rounded-lg border border-line bg-raised p-3">
            <dt className="text-sm text-quiet">Tasks {words}</dt>
            <dd className="text-xl font-semibold tabular-nums">{count.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      <Made what="Columns" names={creates.columns} dry={dry} />
      <Made what="Labels" names={creates.labels} dry={dry} />
      {warnings.length > 0 ? (
        <Notice tone="warn">
          <ul className="grid gap-1">
            {warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {errorCount > 0 ? (
        <section aria-label="What cannot be brought in" className="grid gap-2">
          <h3 className="font-semibold">
            {errorCount === 1 ? "1 thing" : `${errorCount.toLocaleString()} things`} cannot be brought in; all else{" "}
            {dry ? "can" : "was"}
          </h3>
          <div className="rounded-lg border border-line">
            <table className="w-full border-collapse text-sm">
              <thead className="bg-sunk text-quiet">
                <tr>
                  <th scope="col" className="px-3 py-1.5 text-start font-medium">
                    Row
                  </th>
                  <th scope="col" className="px-3 py-1.5 text-start font-medium">
                    Column
                  </th>
                  <th scope="col" className="px-3 py-1.5 text-start font-medium">
                    Why
                  </th>
                </tr>
              </thead>
              <tbody className="divide-y divide-line">
                {errors.slice(0, SHOWN).map(({ row, column, message }) => (
                  <tr key={`${row} ${column ?? ""} ${message}`}>
                    <td className="px-3 py-1.5 tabular-nums">{row}</td>
                    <td className="px-3 py-1.5" dir="auto">
                      {column ?? "the whole row"}
                    </td>
                    <td className="px-3 py-1.5" dir="auto">
                      {message}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {errorCount > SHOWN ? <p className="text-sm text-quiet">The first {SHOWN} are shown.</p> : null}
        </section>
      ) : null}
    </div>
  );
}

function Made({ what, names, dry }: { what: string; names: readonly string[]; dry: boolean }) {
  if (names.length === 0) return null;
  return (
    <p>
      {what} that {dry ? "would be made" : "were made"}: <span dir="auto">{names.join(", ")}</span>
    </p>
  );
}
