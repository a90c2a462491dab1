import { useCallback, useState } from "react";
import type { Call, CallChange } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useAct } from "../../design/act.ts";
import { useToast } from "../../design/toasts.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { useCallName } from "./call-names.ts";
import { firstTime, USUAL_MINUTES } from "./lengths.ts";
import { type Plan, PlanForm } from "./plan-form.tsx";
import { invitable } from "./subject.ts";

/** Changes what is planned. A new time asks everyone anew. */
export function EditDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const tell = useToast();
  const name = useCallName(call);
  // As it was when one began: what others change meanwhile is not taken over by accident.
  const [before] = useState<Plan>(() => ({
    title: call.title,
    startsAt: call.startsAt ?? firstTime(Date.now()),
    minutes: call.minutes ?? USUAL_MINUTES,
    invited: call.invited.map(({ user }) => user),
  }));
  const [invited, setInvited] = useState(before.invited);
  const act = useAct(
    useCallback(
      async (set: CallChange) => {
        if (Object.keys(set).length > 0) {
          await api.calls.change(workspace, call.id, set);
          tell({ words: "The call is changed. Everyone who is invited is told." });
        }
        onClose();
      },
      [api, workspace, call.id, onClose, tell],
    ),
  );
  const may = invitable(call.about, state);
  // Whoever is invited already stays to be seen, whatever became of them.
  const people = state.members.filter(
    ({ user }) => before.invited.includes(user) || may.some((each) => each.user === user),
  );
  return (
    <PlanForm
      heading="Change the call"
      description={name}
      submit="Save"
      before={before}
      past={{ kept: before.startsAt }}
      people={people}
      invited={invited}
      onInvite={setInvited}
      act={act}
      onPlan={(plan) => void act.run(changed(before, plan))}
      onClose={onClose}
    />
  );
}

/** What of a plan is otherwise than it was. */
function changed(before: Plan, after: Plan): CallChange {
  const sameInvited =
    before.invited.length === after.invited.length && before.invited.every((user) => after.invited.includes(user));
  return {
    ...(after.title === before.title ? {} : { title: after.title }),
    ...(after.startsAt === before.startsAt ? {} : { startsAt: after.startsAt }),
    ...(after.minutes === before.minutes ? {} : { minutes: after.minutes }),
    ...(sameInvited ? {} : { invited: [...after.invited] }),
  };
}
