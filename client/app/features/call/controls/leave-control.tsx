import { LogOut, PhoneOff, Power } from "lucide-react";
import { useState } from "react";
import { Confirm } from "../../../design/dialog.tsx";
import { Menu, MenuItem } from "../../../design/menu.tsx";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";
import { CallButton } from "./call-button.tsx";
import { KEYS } from "./keys.ts";

/** The way out; for whoever runs the call also its end for all. */
export function LeaveControl() {
  const { session, state } = useShownCall();
  const leave = () => void session.leave();
  const act = useCallAct();
  const [asking, setAsking] = useState<"nothing" | "end">("nothing");
  if (!state.mayHost) {
    return <CallButton icon={PhoneOff} look="leave" label="Leave" shortcut={KEYS.leave} onClick={leave} />;
  }
  return (
    <>
      <Menu
        label="Leave or end"
        align="end"
        trigger={<CallButton icon={PhoneOff} look="leave" label="Leave" shortcut={KEYS.leave} />}
      >
        <MenuItem icon={LogOut} onSelect={leave}>
          Leave the call
        </MenuItem>
        <MenuItem icon={Power} danger onSelect={() => setAsking("end")}>
          End it for all…
        </MenuItem>
      </Menu>
      {asking === "end" ? (
        <Confirm
          title="End the call for all?"
          confirm="End it for all"
          onCancel={() => setAsking("nothing")}
          onConfirm={() => {
            setAsking("nothing");
            act(session.end());
          }}
        >
          <p>Everybody leaves at once, and nobody can come back into it. What was written in the chat stays.</p>
        </Confirm>
      ) : null}
    </>
  );
}
