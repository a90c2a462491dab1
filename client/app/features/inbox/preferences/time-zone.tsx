import { useMemo } from "react";
import type { Preferences } from "../../../../../durable-objects/inbox/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { SelectField } from "../../../design/field.tsx";
import { browserZone, timeZones, zoneInWords } from "../time-zones.ts";
import { useSetting } from "./use-setting.ts";

/** By which clock one lives. */
export function TimeZone({ preferences: { timeZone } }: { preferences: Preferences }) {
  const set = useSetting();
  const zones = useMemo(() => timeZones(timeZone), [timeZone]);
  const here = browserZone();
  return (
    <div className="grid grid-cols-1 gap-2">
      <SelectField
        label="Time zone"
        hint="Quiet hours, the daily mail and due days go by it."
        value={timeZone}
        onChange={({ target }) => set({ timeZone: target.value })}
      >
        {zones.map((zone) => (
          <option key={zone} value={zone}>
            {zoneInWords(zone)}
          </option>
        ))}
      </SelectField>
      {zoneInWords(here) === zoneInWords(timeZone) ? null : (
        <div>
          <Button size="sm" onClick={() => set({ timeZone: here })}>
            Use this device’s: {zoneInWords(here)}
          </Button>
        </div>
      )}
    </div>
  );
}
