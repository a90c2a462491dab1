import { type FormEvent, useId, useState } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { putOffTimes } from "./put-off-times.ts";
import { type Farthest, fromField, INBOX_FARTHEST, inField, problemWith } from "./time-field.ts";

interface TimeDialogProps {
  title: string;
  submit: string;
  /** The time it had; left out for one that has none yet. */
  before?: number | undefined;
  farthest?: Farthest | undefined;
  onPick: (at: number) => void;
  onClose: () => void;
}

/** Asks for a time that is still to come. */
export function TimeDialog({ title, submit, before, farthest = INBOX_FARTHEST, onPick, onClose }: TimeDialogProps) {
  const form = useId();
  const [first] = useState(() => inField(before ?? putOffTimes(Date.now()).at(-1)?.until ?? Date.now()));
  const [problem, setProblem] = useState<string | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = fromField(textOf(new FormData(event.currentTarget), "at"));
    const wrong = problemWith(at, Date.now(), farthest);
    setProblem(wrong);
    if (wrong === null && at !== null) onPick(at);
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            {submit}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={send} noValidate>
        <Field label="When" type="datetime-local" name="at" defaultValue={first} error={problem} required autoFocus />
      </form>
    </Dialog>
  );
}
