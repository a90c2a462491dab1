import type { Preferences } from "../../../../../durable-objects/inbox/protocol.ts";
import { Field } from "../../../design/field.tsx";
import { Switch } from "../../../design/switch.tsx";
import { useSetting } from "./use-setting.ts";

const USUAL = { from: "20:00", to: "08:00" } as const;

/** When nothing is pushed. */
export function QuietHours({ preferences: { quietHours } }: { preferences: Preferences }) {
  const set = useSetting();
  const change = (part: "from" | "to", value: string) => {
    // A field that is being emptied has no time.
    if (quietHours && value !== "") set({ quietHours: { ...quietHours, [part]: value } });
  };
  return (
    <div className="grid grid-cols-1 gap-3">
      <Switch
        label="Quiet hours"
        hint="Nothing is pushed between these two times; it waits in your inbox."
        checked={quietHours !== null}
        onChange={(on) => set({ quietHours: on ? USUAL : null })}
      />
      {quietHours ? (
        <div className="grid grid-cols-2 gap-3">
          <Field
            label="From"
            type="time"
            value={quietHours.from}
            required
            onChange={({ target }) => change("from", target.value)}
          />
          <Field
            label="To"
            type="time"
            value={quietHours.to}
            required
            onChange={({ target }) => change("to", target.value)}
          />
        </div>
      ) : null}
    </div>
  );
}
