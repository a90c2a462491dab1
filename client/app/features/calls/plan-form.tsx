import { type FormEvent, type ReactNode, useId, useState } from "react";
import { MAX_CALL_TITLE_LENGTH } from "../../../../durable-objects/workspace/calls/limits.ts";
import type { Member } from "../../../../durable-objects/workspace/protocol.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field, SelectField } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { textOf } from "../../design/text-of.ts";
import { lengthInWords, zoneName } from "../../words/calls.ts";
import { fromField, inField, problemWith } from "../times/time-field.ts";
import { CALL_FARTHEST, lengthsWith } from "./lengths.ts";
import { PeopleChoice } from "./people-choice.tsx";

/** What is planned. */
export interface Plan {
  title: string;
  startsAt: number;
  minutes: number;
  invited: readonly string[];
}

interface PlanFormProps {
  heading: string;
  description?: string | undefined;
  submit: string;
  before: Plan;
  /** Whether a time that is over may stay: of a call whose time has come it does. */
  past: "refused" | { kept: number };
  people: readonly Member[];
  invited: readonly string[];
  onInvite: (invited: readonly string[]) => void;
  act: { busy: boolean; problem: string | null };
  onPlan: (plan: Plan) => void;
  onClose: () => void;
  /** Between the time and the people: what it is about. */
  children?: ReactNode;
}

/** Asks when a call is to be, for how long, and for whom. */
export function PlanForm({
  heading,
  description,
  submit,
  before,
  past,
  people,
  invited,
  onInvite,
  act,
  onPlan,
  onClose,
  children,
}: PlanFormProps) {
  const form = useId();
  const [wrong, setWrong] = useState<{ title: string | null; at: string | null }>({ title: null, at: null });
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (act.busy) return;
    const data = new FormData(event.currentTarget);
    const startsAt = fromField(textOf(data, "at"));
    const keeps = past !== "refused" && startsAt === fromField(inField(past.kept));
    const title = textOf(data, "title").trim();
    const found = {
      title: before.title !== "" && title === "" ? "A call that has a title keeps one. Write another." : null,
      at: keeps ? null : problemWith(startsAt, Date.now(), CALL_FARTHEST),
    };
    setWrong(found);
    if (found.title !== null || found.at !== null || startsAt === null) return;
    onPlan({
      title,
      startsAt: keeps ? past.kept : startsAt,
      minutes: Number(textOf(data, "minutes")),
      invited,
    });
  };
  return (
    <Dialog
      title={heading}
      description={description}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={act.busy}>
            {submit}
          </Button>
        </>
      }
    >
      {/* What is wrong with a time is said in our words, below it. */}
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={send} noValidate>
        <Field
          label="Title"
          name="title"
          defaultValue={before.title}
          maxLength={MAX_CALL_TITLE_LENGTH}
          error={wrong.title}
          autoComplete="off"
          autoFocus
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-[1fr_10rem]">
          <Field
            label="When"
            hint={`By your clock (${zoneName()}).`}
            type="datetime-local"
            name="at"
            defaultValue={inField(before.startsAt)}
            error={wrong.at}
            required
          />
          <SelectField
            label="For how long"
            hint="It may go on longer."
            name="minutes"
            defaultValue={String(before.minutes)}
          >
            {lengthsWith(before.minutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {lengthInWords(minutes * 60_000)}
              </option>
            ))}
          </SelectField>
        </div>
        {children}
        <PeopleChoice
          label="Invite people"
          nobody="Nobody is invited yet. Whoever may come in finds it in the list of calls."
          people={people}
          chosen={invited}
          onChange={onInvite}
        />
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </form>
    </Dialog>
  );
}
