import { Role } from "../../../../../durable-objects/room/protocol.ts";
import type { Grant } from "../../../../../durable-objects/workspace/protocol.ts";
import { LabelledControl, SelectField } from "../../../design/field.tsx";
import { roleChoice } from "../../../words/roles.ts";
import { GrantPicker } from "../grants/grant-picker.tsx";

/** What every invitation says, by mail or by link. */
export interface Terms {
  role: Role;
  /** Named to a guest; of no account for others. */
  grants: Grant[];
  /** For how many days it may be accepted. */
  days: number;
}

export const USUAL_TERMS: Terms = { role: "member", grants: [], days: 7 };

const DAYS = [
  { days: 1, name: "1 day" },
  { days: 7, name: "7 days" },
  { days: 30, name: "30 days" },
];

/** The terms as the server takes them: only a guest is named anything. */
export function asked({ role, grants, days }: Terms) {
  return role === "guest" ? { role, grants, days } : { role, days };
}

/** Role, time and, for guests, what is named to them. */
export function TermsFields({
  terms,
  offered,
  onChange,
}: {
  terms: Terms;
  /** The roles that may be given. */
  offered: readonly Role[];
  onChange: (terms: Terms) => void;
}) {
  return (
    <>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-[1fr_10rem]">
        <SelectField
          label="Invite as"
          value={terms.role}
          onChange={(event) => onChange({ ...terms, role: Role.parse(event.target.value) })}
        >
          {offered.map((role) => (
            <option key={role} value={role}>
              {roleChoice(role)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Works for"
          value={terms.days}
          onChange={(event) => onChange({ ...terms, days: Number(event.target.value) })}
        >
          {DAYS.map(({ days, name }) => (
            <option key={days} value={days}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      {terms.role === "guest" ? (
        <LabelledControl
          label="What they may see"
          hint="A guest works in these projects, pages and channels, and sees nothing else."
        >
          {() => <GrantPicker grants={terms.grants} onChange={(grants) => onChange({ ...terms, grants })} />}
        </LabelledControl>
      ) : null}
    </>
  );
}
