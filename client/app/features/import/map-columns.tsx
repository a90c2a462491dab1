import type {
  ImportField,
  ImportMapping,
  ImportPreview,
} from "../../../../durable-objects/workspace/board/exchange/protocol.ts";
import { INPUT } from "../../design/field.tsx";
import { fieldChoices } from "./field-names.ts";

const SOURCE_NAMES: Record<NonNullable<ImportPreview["source"]>, string> = {
  ensemble: "Ensemble",
  jira: "Jira",
  linear: "Linear",
  github: "GitHub",
  asana: "Asana",
  trello: "Trello",
};

interface MapColumnsProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  /** The project's own fields. */
  customFields: readonly { name: string }[];
  onChange: (mapping: ImportMapping) => void;
}

/** Says of each column of the file what it is taken for, beside what stands in it. */
export function MapColumns({ preview, mapping, customFields, onChange }: MapColumnsProps) {
  const choices = fieldChoices(customFields);
  const choose = (header: string, value: string) => {
    const { [header]: _, ...others } = mapping;
    const field: ImportField | undefined = choices.find((choice) => choice.value === value)?.value;
    onChange(field === undefined ? others : { ...others, [header]: field });
  };
  return (
    <div className="grid gap-3">
      <p className="text-quiet">
        {preview.rows === 1 ? "1 row" : `${preview.rows.toLocaleString()} rows`}
        {preview.source === null ? "" : `, as ${SOURCE_NAMES[preview.source]} writes them`}. Say what each column is;
        those without a meaning are left out.
      </p>
      <div className="overflow-x-auto rounded-lg border border-line">
        <table className="w-full border-collapse text-start">
          <thead className="bg-sunk text-sm text-quiet">
            <tr>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                Column of the file
              </th>
              <th scope="col" className="px-3 py-2 text-start font-medium max-md:hidden">
                What stands in it
              </th>
              <th scope="col" className="px-3 py-2 text-start font-medium">
                Becomes
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {preview.header.map((header, at) => (
              // A header may stand twice; its place is what tells such columns apart.
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places.
              <tr key={at}>
                <th scope="row" className="max-w-48 px-3 py-1.5 text-start font-medium" dir="auto">
                  <span className="block truncate">{header || `(column ${at + 1})`}</span>
                  <span className="block truncate text-sm font-normal text-quiet md:hidden">
                    {samplesOf(preview, at)}
                  </span>
                </th>
                <td className="max-w-72 truncate px-3 py-1.5 text-sm text-quiet max-md:hidden" dir="auto">
                  {samplesOf(preview, at) || "nothing in the first rows"}
                </td>
                <td className="px-3 py-1.5">
                  <select
                    aria-label={`What “${header}” becomes`}
                    className={`${INPUT} min-w-40`}
                    value={mapping[header] ?? ""}
                    onChange={(event) => choose(header, event.target.value)}
                  >
                    <option value="">(left out)</option>
                    {choices.map(({ value, name }) => (
                      <option key={value} value={value}>
                        {name}
                      </option>
                    ))}
                  </select>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** More of a value is not to be seen in its cell, and may be very long. */
const SAMPLE_LENGTH = 80;

/** The first few different values of a column. */
function samplesOf({ first }: ImportPreview, at: number): string {
  const values = new Set(first.map((row) => row[at]?.trim().slice(0, SAMPLE_LENGTH) ?? "").filter(Boolean));
  return [...values].slice(0, 3).join(" · ");
}
