import { Ellipsis, Pin, PinOff } from "lucide-react";
import type { ShownPeer } from "../../../../sdk/call/state.ts";
import { IconButton } from "../../../design/icon-button.tsx";
import { Menu, MenuItem } from "../../../design/menu.tsx";
import { usePersonActs } from "./person-acts.ts";

interface PersonMenuProps {
  peer: ShownPeer;
  /** What it is called, beside the menus of the others. */
  label: string;
  /** Whether their picture is the one fixed as large; null where they have none. */
  pin: { isPinned: boolean; toggle: () => void } | null;
}

/** What can be done about one who is in the call; nothing where there is nothing. */
export function PersonMenu({ peer, label, pin }: PersonMenuProps) {
  const acts = usePersonActs(peer);
  if (acts.length === 0 && !pin) return null;
  return (
    <Menu label={label} align="end" trigger={<IconButton icon={Ellipsis} label={label} size="sm" />}>
      {pin ? (
        <MenuItem icon={pin.isPinned ? PinOff : Pin} onSelect={pin.toggle}>
          {pin.isPinned ? "Unpin" : "Pin as the large picture"}
        </MenuItem>
      ) : null}
      {acts.map(({ words, icon, danger, run }) => (
        <MenuItem key={words} icon={icon} danger={danger} onSelect={run}>
          {words}
        </MenuItem>
      ))}
    </Menu>
  );
}
