import { clsx } from "clsx";
import { type ComponentProps, type KeyboardEvent, useState } from "react";
import { useBoardPage } from "../../board/board-page.tsx";
import { numberTyped, numberWanted } from "../../fields/number.ts";
import { FIELD_TEXT_LENGTH } from "../lengths.ts";
import { FIELD_CONTROL, FieldRow, FieldValueShown, Nothing } from "./field-row.tsx";

interface TypedFieldProps<Value> {
  label: string;
  value: Value | null;
  onSet: (value: Value | null) => void;
}

/** A number, or none; taken over when it is left. With `least`, none below that, nor above a million. */
export function NumberField({ label, value, least, onSet }: TypedFieldProps<number> & { least?: number | undefined }) {
  return (
    <TypedField
      label={label}
      text={value === null ? "" : String(value)}
      check={(text) => (numberTyped(text, least) === undefined ? numberWanted(least) : null)}
      onText={(text) => onSet(numberTyped(text, least) ?? null)}
      input={{ inputMode: "decimal", maxLength: 40 }}
    />
  );
}

/** A text, or none; taken over when it is left. */
export function TextField({ label, value, onSet }: TypedFieldProps<string>) {
  return (
    <TypedField
      label={label}
      text={value ?? ""}
      check={() => null}
      onText={(text) => onSet(text.trim() === "" ? null : text)}
      input={{ maxLength: FIELD_TEXT_LENGTH }}
    />
  );
}

interface TypedProps {
  label: string;
  text: string;
  /** What is wrong with a text, in words. */
  check: (text: string) => string | null;
  onText: (text: string) => void;
  input: Pick<ComponentProps<"input">, "inputMode" | "maxLength">;
}

/** Enter takes what was typed, Escape takes it back, and what is wrong stays to be mended. */
function TypedField({ label, text, check, onText, input }: TypedProps) {
  const { mayWrite } = useBoardPage();
  const [draft, setDraft] = useState<string | null>(null);
  const problem = draft === null ? null : check(draft);
  const take = () => {
    if (draft === null || problem !== null) return;
    if (draft !== text) onText(draft);
    setDraft(null);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") take();
    if (event.key !== "Escape" || draft === null) return;
    event.preventDefault();
    event.stopPropagation();
    setDraft(null);
  };
  return (
    <FieldRow label={label} note={problem} tone={problem ? "danger" : "calm"}>
      {(control) =>
        mayWrite ? (
          <input
            {...control}
            {...input}
            className={clsx(FIELD_CONTROL, "placeholder:text-quiet")}
            placeholder="None"
            autoComplete="off"
            dir="auto"
            aria-invalid={problem ? true : undefined}
            value={draft ?? text}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={take}
            onKeyDown={onKeyDown}
          />
        ) : (
          <FieldValueShown id={control.id}>
            {text === "" ? <Nothing>None</Nothing> : <span dir="auto">{text}</span>}
          </FieldValueShown>
        )
      }
    </FieldRow>
  );
}
