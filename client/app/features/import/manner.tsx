import type { z } from "zod";
import { DateOrder, type ImportRequest } from "../../../../durable-objects/workspace/board/exchange/protocol.ts";
import { CheckField, SelectField } from "../../design/field.tsx";

/** How an import goes about what is not clear. */
export type Manner = Required<Pick<z.infer<typeof ImportRequest>, "missing" | "dates">>;

export const CAREFUL: Manner = { missing: { columns: "report", labels: "create" }, dates: "report" };

const DATE_NAMES: Record<DateOrder, string> = {
  report: "Leave it out and say so",
  day_first: "Read the day first",
  month_first: "Read the month first",
};

/** Chooses what is done about names the project does not know, and dates that may be read in two ways. */
export function MannerChoice({ manner, onChange }: { manner: Manner; onChange: (manner: Manner) => void }) {
  const { missing, dates } = manner;
  const create = (what: keyof Manner["missing"], checked: boolean) =>
    onChange({ ...manner, missing: { ...missing, [what]: checked ? "create" : "report" } });
  return (
    <div className="grid max-w-md gap-3">
      <CheckField
        label="Make columns that the board does not have"
        checked={missing.columns === "create"}
        onChange={(event) => create("columns", event.target.checked)}
      />
      <CheckField
        label="Make labels that the project does not have"
        checked={missing.labels === "create"}
        onChange={(event) => create("labels", event.target.checked)}
      />
      <SelectField
        label="A date like 03/04/2026"
        value={dates}
        onChange={(event) => onChange({ ...manner, dates: DateOrder.parse(event.target.value) })}
      >
        {DateOrder.options.map((order) => (
          <option key={order} value={order}>
            {DATE_NAMES[order]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
