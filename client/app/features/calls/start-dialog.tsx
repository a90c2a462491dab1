import { type FormEvent, useCallback, useId, useState } from "react";
import { MAX_CALL_TITLE_LENGTH, MAX_RUNG } from "../../../../durable-objects/workspace/calls/limits.ts";
import type { NewCall } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { textOf } from "../../design/text-of.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "../workspace/attempt.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { PeopleChoice } from "./people-choice.tsx";
import { invitable, invitedAtFirst, NO_SUBJECT, type Subject } from "./subject.ts";
import { SubjectField } from "./subject-field.tsx";
import { useCallActs } from "./use-call-acts.ts";

/** Starts a call at once, and rings whom it is wanted with. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const { open } = useCallActs();
  const { keyOf } = useAttempt();
  const form = useId();
  const [subject, setSubject] = useState(NO_SUBJECT);
  const [rung, setRung] = useState<readonly string[]>([]);
  const act = useAct(
    useCallback(
      async (wanted: NewCall) => {
        const { id } = await api.calls.create(workspace, wanted, keyOf(JSON.stringify(wanted)));
        onClose();
        open(id);
      },
      [api, workspace, keyOf, onClose, open],
    ),
  );
  const choose = (picked: Subject) => {
    setSubject(picked);
    setRung(invitedAtFirst(picked.wanted, state).slice(0, MAX_RUNG));
  };
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.busy) return;
    const title = textOf(new FormData(event.currentTarget), "title").trim();
    void act.run({ about: subject.wanted, ...(title ? { title } : {}), ring: [...rung] });
  };
  return (
    <Dialog
      title="Start a call"
      description="Next you choose camera and microphone; nobody sees or hears you before you join."
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={act.busy}>
            Start the call
          </Button>
        </>
      }
    >
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={send}>
        <Field
          label="Title"
          hint="It can be left out."
          name="title"
          maxLength={MAX_CALL_TITLE_LENGTH}
          autoComplete="off"
          autoFocus
        />
        <SubjectField subject={subject} onChange={choose} />
        <PeopleChoice
          label="Call people"
          nobody="Nobody is called. Others find the call in the list and in the sidebar."
          people={invitable(subject.wanted, state)}
          chosen={rung}
          onChange={setRung}
          most={MAX_RUNG}
        />
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </form>
    </Dialog>
  );
}
