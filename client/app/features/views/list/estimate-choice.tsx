import { type FormEvent, useState } from "react";
import { Button } from "../../../design/button.tsx";
import { Field } from "../../../design/field.tsx";
import { focusOnce } from "../../../design/focus.ts";
import { numberTyped, numberWanted } from "../../fields/number.ts";

interface EstimateChoiceProps {
  estimate: number | null;
  onPick: (estimate: number | null) => void;
}

/** An estimate to be typed; empty for none. It takes the focus. */
export function EstimateChoice({ estimate, onPick }: EstimateChoiceProps) {
  const [text, setText] = useState(estimate === null ? "" : String(estimate));
  const typed = numberTyped(text, 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed !== undefined) onPick(typed);
  };
  return (
    <form className="grid gap-2 p-2" onSubmit={submit}>
      <Field
        ref={focusOnce}
        label="Estimate"
        error={typed === undefined ? numberWanted(0) : null}
        inputMode="decimal"
        maxLength={40}
        placeholder="None"
        autoComplete="off"
        value={text}
        onFocus={(event) => event.target.select()}
        onChange={(event) => setText(event.target.value)}
      />
      <div>
        <Button type="submit" size="sm" look="primary" disabled={typed === undefined}>
          Set
        </Button>
      </div>
    </form>
  );
}
