import { CalendarPlus, Ellipsis, Link2, Pencil, Trash2, UserRoundPlus } from "lucide-react";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { Menu, MenuItem, MenuLine } from "../../design/menu.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { asked } from "./asked.ts";
import { runsCall } from "./may.ts";
import { useCallActs } from "./use-call-acts.ts";

/** What can be done with a call that is planned or goes on, beside coming to it. */
export function CallMenu({ call, name }: { call: Call; name: string }) {
  const { role, state } = useWorkspace();
  const acts = useCallActs();
  const runs = runsCall(call, role, state.reader);
  const isPlanned = call.state === "scheduled";
  return (
    <Menu
      label={`More for ${name}`}
      align="end"
      trigger={<IconButton icon={Ellipsis} label={`More for ${name}`} size="sm" />}
    >
      <MenuItem icon={Link2} onSelect={() => acts.copyLink(call)}>
        Copy link
      </MenuItem>
      {call.startsAt === null ? null : (
        <MenuItem icon={CalendarPlus} onSelect={() => void acts.saveForCalendar(call)}>
          Add to your calendar
        </MenuItem>
      )}
      {runs ? (
        <>
          <MenuItem icon={UserRoundPlus} onSelect={() => asked.set({ name: "link", call: call.id })}>
            Link for guests…
          </MenuItem>
          {isPlanned ? (
            <>
              <MenuItem icon={Pencil} onSelect={() => asked.set({ name: "edit", call: call.id })}>
                Change…
              </MenuItem>
              <MenuLine />
              <MenuItem icon={Trash2} danger onSelect={() => asked.set({ name: "cancel", call: call.id })}>
                Cancel the call…
              </MenuItem>
            </>
          ) : null}
        </>
      ) : null}
    </Menu>
  );
}
