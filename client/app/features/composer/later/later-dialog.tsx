import { type FormEvent, useId, useState } from "react";
import { MAX_SCHEDULE_AHEAD_MS } from "../../../../../durable-objects/conversation/limits.ts";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Field } from "../../../design/field.tsx";
import { textOf } from "../../../design/text-of.ts";
import { fromField, inField, putOffTimes } from "../../inbox/snooze-times.ts";

interface LaterDialogProps {
  /** The time it had; left out for one that has none yet. */
  before?: number | undefined;
  onPick: (at: number) => void;
  onClose: () => void;
}

/** Asks for the time at which a message is to be sent. */
export function LaterDialog({ before, onPick, onClose }: LaterDialogProps) {
  const form = useId();
  const [first] = useState(() => inField(before ?? putOffTimes(Date.now()).at(-1)?.until ?? Date.now()));
  const [problem, setProblem] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const at = fromField(textOf(new FormData(event.currentTarget), "at"));
    const wrong = problemWith(at, Date.now());
    setProblem(wrong);
    if (wrong === null && at !== null) onPick(at);
  };
  return (
    <Dialog
      title="When shall it be sent?"
      size="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Send it then
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate>
        <Field label="When" type="datetime-local" name="at" defaultValue={first} error={problem} required autoFocus />
      </form>
    </Dialog>
  );
}

/** What is wrong with a time that a message is to be sent at; null for nothing. */
function problemWith(at: number | null, now: number): string | null {
  if (at === null) return "Choose a day and a time.";
  if (at <= now) return "That time is over. Choose one to come.";
  return at > now + MAX_SCHEDULE_AHEAD_MS ? "That is too far ahead. Choose a time within a year." : null;
}
