import { type FormEvent, useCallback, useRef } from "react";
import { newKey } from "../../../sdk/id.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { textOf } from "../account/entry.tsx";

interface NewNamedProps {
  /** What it is called that is made: "page". */
  noun: string;
  /** What its name is called: "Title". */
  field: string;
  maxLength: number;
  /** Makes one of this name under a key of the attempt; answers how to open it. Keep it stable. */
  make: (name: string, key: string) => Promise<() => Promise<void>>;
}

/** Makes a thing that needs only a name, and opens it. */
export function NewNamed({ noun, field, maxLength, make }: NewNamedProps) {
  const input = useRef<HTMLInputElement>(null);
  /** An attempt whose answer was lost is made again under its key, and so makes one thing only. */
  const attempt = useRef<{ name: string; key: string } | null>(null);
  const act = useAct(
    useCallback(
      async (name: string) => {
        if (attempt.current?.name !== name) attempt.current = { name, key: newKey() };
        const open = await make(name, attempt.current.key);
        attempt.current = null;
        // Whoever has begun the next name meanwhile keeps it.
        if (input.current?.value.trim() === name) input.current.value = "";
        await open();
      },
      [make],
    ),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name").trim();
    if (name && !act.busy) void act.run(name);
  };
  return (
    <form className="new-page" onSubmit={submit}>
      <input
        ref={input}
        className="field-input"
        name="name"
        aria-label={`${field} of the new ${noun}`}
        placeholder={`New ${noun}`}
        maxLength={maxLength}
        dir="auto"
        autoComplete="off"
        required
      />
      <Button type="submit" size="sm" disabled={act.busy} aria-label={`Add the ${noun}`}>
        Add
      </Button>
      {act.problem ? (
        <p className="field-error new-page-problem" role="alert">
          {act.problem}
        </p>
      ) : null}
    </form>
  );
}
