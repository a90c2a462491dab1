import { useCallback, useState } from "react";
import type { NewCall } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useAct } from "../../design/act.ts";
import { useToast } from "../../design/toasts.tsx";
import { exactTime } from "../../words/dates.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "../workspace/attempt.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { firstTime, USUAL_MINUTES } from "./lengths.ts";
import { type Plan, PlanForm } from "./plan-form.tsx";
import { invitable, invitedAtFirst, NO_SUBJECT, type Subject } from "./subject.ts";
import { SubjectField } from "./subject-field.tsx";

interface ScheduleDialogProps {
  /** What it is about at first. */
  subject: Subject | null;
  onClose: () => void;
}

/** Plans a call, and invites people to it. */
export function ScheduleDialog({ subject: first, onClose }: ScheduleDialogProps) {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const tell = useToast();
  const { keyOf } = useAttempt();
  const [subject, setSubject] = useState(first ?? NO_SUBJECT);
  const [invited, setInvited] = useState(() => invitedAtFirst(first?.wanted ?? null, state));
  const [before] = useState(
    (): Plan => ({ title: "", startsAt: firstTime(Date.now()), minutes: USUAL_MINUTES, invited: [] }),
  );
  const act = useAct(
    useCallback(
      async (wanted: NewCall & { startsAt: number }) => {
        await api.calls.create(workspace, wanted, keyOf(JSON.stringify(wanted)));
        onClose();
        tell({ words: `The call is planned for ${exactTime(wanted.startsAt)}.` });
      },
      [api, workspace, keyOf, onClose, tell],
    ),
  );
  const people = invitable(subject.wanted, state);
  const choose = (picked: Subject) => {
    setSubject(picked);
    const may = new Set(invitable(picked.wanted, state).map(({ user }) => user));
    const still = invited.filter((user) => may.has(user));
    setInvited(still.length > 0 ? still : invitedAtFirst(picked.wanted, state));
  };
  return (
    <PlanForm
      heading="Schedule a call"
      description="Everyone who is invited is told, and can answer."
      submit="Schedule"
      before={before}
      past="refused"
      people={people}
      invited={invited}
      onInvite={setInvited}
      act={act}
      onPlan={({ title, startsAt, minutes, invited: asked }) =>
        void act.run({
          about: subject.wanted,
          ...(title ? { title } : {}),
          startsAt,
          minutes,
          ...(asked.length > 0 ? { invited: [...asked] } : {}),
        })
      }
      onClose={onClose}
    >
      <SubjectField subject={subject} onChange={choose} />
    </PlanForm>
  );
}
