import { Eye, EyeOff, LayoutGrid, PictureInPicture2, Settings2 } from "lucide-react";
import { useObserved } from "../../../../react/observed.ts";
import { Menu, MenuItem, MenuLine, MenuRadio } from "../../../design/menu.tsx";
import { callView, pinned, selfView } from "../choices.ts";
import { goesOutside, goOutside } from "../mini/outside.ts";
import { CallButton } from "./call-button.tsx";
import { KEYS } from "./keys.ts";

/** How the pictures stand, and the devices. */
export function ViewMenu({ onDevices }: { onDevices: () => void }) {
  return (
    <Menu label="View" trigger={<CallButton icon={LayoutGrid} label="View" shortcut={KEYS.view} />}>
      <ViewItems onDevices={onDevices} />
    </Menu>
  );
}

/** The same within another menu. */
export function ViewItems({ onDevices }: { onDevices: () => void }) {
  const view = useObserved(callView);
  const self = useObserved(selfView);
  return (
    <>
      <MenuRadio
        label="View"
        value={view}
        options={[
          { value: "grid", name: "All alike" },
          { value: "speaker", name: "Who speaks, large" },
        ]}
        onChange={(next) => {
          pinned.set(null);
          callView.set(next);
        }}
      />
      <MenuLine />
      <MenuItem
        icon={self === "shown" ? EyeOff : Eye}
        onSelect={() => selfView.set(self === "shown" ? "hidden" : "shown")}
      >
        {self === "shown" ? "Hide my picture from me" : "Show my picture to me"}
      </MenuItem>
      {goesOutside() ? (
        <MenuItem icon={PictureInPicture2} onSelect={() => void goOutside()}>
          Keep above other windows
        </MenuItem>
      ) : null}
      <MenuItem icon={Settings2} onSelect={onDevices}>
        Devices…
      </MenuItem>
    </>
  );
}
