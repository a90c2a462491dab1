import { type FormEvent, useId, useState } from "react";
import { MAX_NOTE_LENGTH } from "../../../../durable-objects/inbox/limits.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";
import { useToast } from "../../design/toasts.tsx";
import { exactTime } from "../../words/dates.ts";
import { putOffTimes } from "../times/put-off-times.ts";
import { fromField, INBOX_FARTHEST, inField, problemWith } from "../times/time-field.ts";
import { useOwnInbox } from "./own-inbox.ts";

const OTHER = "other";

/** Asks what one wants to be reminded of, and when. */
export function ReminderDialog({ onClose }: { onClose: () => void }) {
  const { inbox } = useOwnInbox();
  const tell = useToast();
  const form = useId();
  const [times] = useState(() => putOffTimes(Date.now()));
  const [when, setWhen] = useState(times[0]?.id ?? OTHER);
  const [problem, setProblem] = useState<string | null>(null);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const note = textOf(data, "note").trim();
    const dueAt = times.find(({ id }) => id === when)?.until ?? fromField(textOf(data, "at"));
    const wrong = problemWith(dueAt, Date.now(), INBOX_FARTHEST);
    setProblem(wrong);
    if (!inbox || wrong !== null || dueAt === null || note === "") return;
    inbox.remind({ note, dueAt });
    tell({ words: `You are reminded ${exactTime(dueAt)}.` });
    onClose();
  };
  return (
    <Dialog
      title="New reminder"
      description="It comes into your inbox at its time."
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={inbox === null}>
            Remind me
          </Button>
        </>
      }
    >
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={send}>
        <Field label="Of what" name="note" maxLength={MAX_NOTE_LENGTH} autoComplete="off" required autoFocus />
        <SelectField label="When" value={when} onChange={({ target }) => setWhen(target.value)}>
          {times.map(({ id, name, until }) => (
            <option key={id} value={id}>
              {name}, {exactTime(until)}
            </option>
          ))}
          <option value={OTHER}>Another time…</option>
        </SelectField>
        {when === OTHER ? (
          <Field
            label="Day and time"
            type="datetime-local"
            name="at"
            defaultValue={inField(times.at(-1)?.until ?? Date.now())}
            error={problem}
            required
          />
        ) : null}
      </form>
    </Dialog>
  );
}
