import type { ReactNode } from "react";
import { useId } from "react";
import { SidePane } from "../../conversation/side-pane.tsx";
import { beside } from "../choices.ts";
import { useShownCall } from "../open-call.tsx";
import { inOrder } from "./in-order.ts";
import { Invite } from "./invite.tsx";
import { KnockRow } from "./knock-row.tsx";
import { PersonRow } from "./person-row.tsx";
import { RingRow } from "./ring-row.tsx";
import { RunsCall } from "./runs-call.tsx";

/** Who is in the call, who waits and who is being called; how it is run, and how others come. */
export function PeoplePane() {
  const { state } = useShownCall();
  const here = new Set(state.peers.map(({ user }) => user));
  const onStage = inOrder(state.peers.filter(({ place }) => place === "stage"));
  const watching = inOrder(state.peers.filter(({ place }) => place === "watching"));
  const rung = state.rings.filter(
    ({ user, state: now }) => !here.has(user) && now !== "answered" && now !== "cancelled",
  );
  return (
    <SidePane title="People" of="people" close="Close people" onClose={() => beside.set("nothing")}>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-4">
        {state.knocks.length > 0 ? (
          <Part title={`Waiting to be let in (${state.knocks.length})`}>
            {state.knocks.map((knock) => (
              <KnockRow key={knock.user} knock={knock} />
            ))}
          </Part>
        ) : null}
        <Part title={`In the call (${onStage.length})`}>
          {onStage.map((peer) => (
            <PersonRow key={peer.id} peer={peer} />
          ))}
        </Part>
        {watching.length > 0 ? (
          <Part title={`Watching (${watching.length})`}>
            {watching.map((peer) => (
              <PersonRow key={peer.id} peer={peer} />
            ))}
          </Part>
        ) : null}
        {rung.length > 0 ? (
          <Part title="Called">
            {rung.map((ring) => (
              <RingRow key={ring.user} ring={ring} />
            ))}
          </Part>
        ) : null}
        <Invite />
        {state.mayHost ? <RunsCall /> : null}
      </div>
    </SidePane>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId();
  return (
    <section aria-labelledby={heading}>
      <h3 id={heading} className="pb-1 text-sm font-semibold">
        {title}
      </h3>
      <ul className="grid gap-1">{children}</ul>
    </section>
  );
}
