import { Laptop, Moon, Rows2, Rows3, Sun, Wind } from "lucide-react";
import type { ReactNode } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { Segmented } from "../../../design/segmented.tsx";
import { Switch } from "../../../design/switch.tsx";
import { plainKeys } from "../../shortcuts/plain-keys.ts";
import { SettingsPage } from "../frame.tsx";
import { density, motion, theme } from "./choices.ts";

/** How this browser shows the app. */
export function Appearance() {
  const letters = useObserved(plainKeys, "on");
  return (
    <SettingsPage title="Appearance" intro="How Ensemble looks in this browser. Each choice holds at once.">
      <div className="grid grid-cols-1 divide-y divide-line">
        <Choice name="Theme" about="Light, dark, or whatever your system has just now.">
          <Segmented
            label="Theme"
            value={useObserved(theme, "system")}
            options={[
              { value: "system", name: "System", icon: Laptop },
              { value: "light", name: "Light", icon: Sun },
              { value: "dark", name: "Dark", icon: Moon },
            ]}
            onChange={(value) => theme.set(value)}
          />
        </Choice>
        <Choice name="Density" about="Compact fits more onto the screen.">
          <Segmented
            label="Density"
            value={useObserved(density, "comfortable")}
            options={[
              { value: "comfortable", name: "Comfortable", icon: Rows2 },
              { value: "compact", name: "Compact", icon: Rows3 },
            ]}
            onChange={(value) => density.set(value)}
          />
        </Choice>
        <Choice name="Motion" about="Things may move to show where they went, or change in place.">
          <Segmented
            label="Motion"
            value={useObserved(motion, "system")}
            options={[
              { value: "system", name: "System", icon: Laptop },
              { value: "reduced", name: "Reduced", icon: Wind },
            ]}
            onChange={(value) => motion.set(value)}
          />
        </Choice>
        <div className="py-4">
          <Switch
            label="Single-letter shortcuts"
            hint="Letters such as C or J do something while you write nowhere. Those with Ctrl or Cmd stay in any case."
            checked={letters === "on"}
            onChange={(on) => plainKeys.set(on ? "on" : "off")}
          />
        </div>
      </div>
    </SettingsPage>
  );
}

function Choice({ name, about, children }: { name: string; about: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-6 gap-y-2 py-4">
      <div className="min-w-56 flex-1">
        <p className="font-medium">{name}</p>
        <p className="text-sm text-quiet">{about}</p>
      </div>
      {children}
    </div>
  );
}
