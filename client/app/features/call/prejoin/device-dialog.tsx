import type { CallSession } from "../../../../sdk/call/session.ts";
import { Dialog } from "../../../design/dialog.tsx";
import { DeviceFields } from "./device-fields.tsx";

/** Other devices, in the middle of a call: they are used at once. */
export function DeviceDialog({ session, onClose }: { session: CallSession; onClose: () => void }) {
  return (
    <Dialog title="Devices" description="What you choose is used at once." size="sm" onClose={onClose}>
      <DeviceFields session={session} />
    </Dialog>
  );
}
