import { type FormEvent, useId, useState } from "react";
import { MAX_AHEAD_MS } from "../../../../durable-objects/inbox/limits.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { fromField, inField, putOffTimes } from "./snooze-times.ts";

interface TimeDialogProps {
  title: string;
  submit: string;
  onPick: (at: number) => void;
  onClose: () => void;
}

/** Asks for a time that is still to come. */
export function TimeDialog({ title, submit, onPick, onClose }: TimeDialogProps) {
  const form = useId();
  const [first] = useState(() => inField(putOffTimes(Date.now()).at(-1)?.until ?? Date.now()));
  const [problem, setProblem] = useState<string | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = fromField(textOf(new FormData(event.currentTarget), "at"));
    const wrong = problemWith(at, Date.now());
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

/** What is wrong with a time that something is to come back at; null for nothing. */
export function problemWith(at: number | null, now: number): string | null {
  if (at === null) return "Choose a day and a time.";
  if (at <= now) return "That time is over. Choose one to come.";
  return at > now + MAX_AHEAD_MS ? "That is too far ahead. Choose a time within five years." : null;
}
