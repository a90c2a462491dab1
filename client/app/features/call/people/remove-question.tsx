import { useEffect } from "react";
import { useObserved } from "../../../../react/observed.ts";
import { Confirm } from "../../../design/dialog.tsx";
import { useShownCall } from "../open-call.tsx";
import { useCallAct } from "../use-call-act.ts";
import { removing } from "./removing.ts";

/** Asks once more before somebody is removed from the call. */
export function RemoveQuestion() {
  const { session, state } = useShownCall();
  const act = useCallAct();
  const whom = useObserved(removing);
  const isHere = whom !== null && state.peers.some(({ id }) => id === whom.peer);
  // Who has left meanwhile need not be removed.
  useEffect(() => {
    if (whom && !isHere) removing.set(null);
  }, [whom, isHere]);
  useEffect(() => () => removing.set(null), []);
  if (!whom || !isHere) return null;
  return (
    <Confirm
      title={`Remove ${whom.name} from the call?`}
      confirm="Remove"
      onCancel={() => removing.set(null)}
      onConfirm={() => {
        act(session.remove(whom.peer));
        removing.set(null);
      }}
    >
      <p>They can come back only if somebody who runs the call lets them in.</p>
    </Confirm>
  );
}
