import { Calling } from "../calls/calling.tsx";
import { Conversing } from "../channels/conversing.tsx";
import { WorkspaceFinding } from "./workspace-finding.tsx";

/** Once in a workspace: what can be done and found from anywhere in it. */
export function AtHand() {
  return (
    <>
      <Conversing />
      <Calling />
      <WorkspaceFinding />
    </>
  );
}
