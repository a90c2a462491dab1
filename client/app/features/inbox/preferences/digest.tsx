import type { Preferences } from "../../../../../durable-objects/inbox/protocol.ts";
import { Field } from "../../../design/field.tsx";
import { Switch } from "../../../design/switch.tsx";
import { useSetting } from "./use-setting.ts";

const USUAL = "08:00";

/** The daily mail of what was not read. */
export function Digest({ preferences: { digestAt } }: { preferences: Preferences }) {
  const set = useSetting();
  return (
    <div className="grid grid-cols-1 gap-3">
      <Switch
        label="Daily mail"
        hint="Once a day, what you have not read by then. On days without any there is none."
        checked={digestAt !== null}
        onChange={(on) => set({ digestAt: on ? USUAL : null })}
      />
      {digestAt === null ? null : (
        <Field
          label="Sent at"
          type="time"
          value={digestAt}
          required
          onChange={({ target }) => {
            if (target.value !== "") set({ digestAt: target.value });
          }}
        />
      )}
    </div>
  );
}
