import "./call.css";
import { useEffect, useState } from "react";
import { CloseCode } from "../../../../durable-objects/room/protocol.ts";
import { useConnection } from "../../../react/connection.ts";
import { useObserved } from "../../../react/observed.ts";
import type { CallState } from "../../../sdk/call/state.ts";
import { Spinner } from "../../design/waiting.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useCallName } from "../calls/call-names.ts";
import { EndedCall } from "../calls/ended-call.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { After } from "./after.tsx";
import { calling, closeCall, holdsOn, isOpen, type OpenCall, openCall } from "./calling.ts";
import { ClosedCall } from "./closed-call.tsx";
import { InAnotherCall } from "./in-another-call.tsx";
import { InCall } from "./in-call.tsx";
import { Lobby } from "./lobby.tsx";
import { ShownCallContext } from "./open-call.tsx";
import { Door } from "./prejoin/door.tsx";

/** The page of a call: its door, its lobby, the call itself, and what is to be said after it. */
export function CallPage({ id }: { id: string }) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const open = useObserved(calling);
  const isThis = open !== null && isOpen(open, workspace, id);
  const isElsewhere = open !== null && !isThis && holdsOn(open);
  useEffect(() => {
    if (!isThis && !isElsewhere) openCall(api, workspace, id);
  }, [api, workspace, id, isThis, isElsewhere]);
  useEffect(
    () => () => {
      const now = calling.value;
      if (now && isOpen(now, workspace, id) && !holdsOn(now)) closeCall();
    },
    [workspace, id],
  );
  if (isElsewhere) return <InAnotherCall other={open} onLeave={() => openCall(api, workspace, id)} />;
  return isThis ? <Shown key={id} open={open} /> : <Opening words="Opening the call…" />;
}

function Shown({ open }: { open: OpenCall }) {
  const { session, workspace, id } = open;
  const state = useObserved(session.state);
  const connection = useConnection(session);
  if (connection.name === "closed") {
    const isGone = connection.code === CloseCode.gone || connection.code === CloseCode.forbidden;
    if (isGone || !state)
      return <ClosedCall workspace={workspace} id={id} closed={connection} onRetry={() => session.reconnect()} />;
  }
  if (!state) {
    const isAway = connection.name === "offline" || connection.name === "reconnecting";
    return <Opening words={isAway ? "The server cannot be reached. Trying again…" : "Opening the call…"} />;
  }
  return <Known open={open} state={state} />;
}

function Known({ open, state }: { open: OpenCall; state: CallState }) {
  const { session, workspace } = open;
  const name = useCallName(state.call);
  const { stage } = state;
  useEffect(() => {
    document.title = `${name} · Ensemble`;
  }, [name]);
  if (stage === "ended") return <EndedCall call={state.call} />;
  return (
    <ShownCallContext value={{ workspace, session, state, name }}>
      <ByStage open={open} stage={stage} />
    </ShownCallContext>
  );
}

function ByStage({ open, stage }: { open: OpenCall; stage: Exclude<CallState["stage"], "ended"> }) {
  const isReturning = useObserved(open.returning);
  // Who was in it is told so before they stand before its door again.
  const [was, setWas] = useState<"outside" | "in" | "back">("outside");
  if (stage === "joined" && was !== "in") setWas("in");
  const back = () => setWas("back");
  switch (stage) {
    case "joined":
      return <InCall />;
    case "knocking":
      return <Lobby />;
    case "taken_over":
      return <After way="taken_over" onBack={back} />;
    case "removed":
      return was === "back" ? <Door /> : <After way="removed" onBack={back} />;
    case "refused":
      return <Door />;
    case "outside":
      if (isReturning) return <Opening words="Back to your place…" />;
      return was === "in" ? <After way="left" onBack={back} /> : <Door />;
  }
}

function Opening({ words }: { words: string }) {
  return (
    <main className="grid flex-1 place-content-center p-4" aria-busy="true">
      <Spinner label={words} />
    </main>
  );
}
