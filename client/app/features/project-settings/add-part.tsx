import { type FormEvent, type ReactNode, useRef } from "react";
import { Button } from "../../design/button.tsx";
import { INPUT } from "../../design/field.tsx";
import { textOf } from "../../design/text-of.ts";

interface AddPartProps {
  /** What it makes: "label". */
  noun: string;
  /** Further fields beside the name. */
  children?: ReactNode;
  onAdd: (name: string, form: FormData) => void;
}

/** Makes one more by its name; the place to write stays, for the next. */
export function AddPart({ noun, children, onAdd }: AddPartProps) {
  const input = useRef<HTMLInputElement>(null);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = textOf(form, "name").trim();
    if (name === "") return;
    onAdd(name, form);
    event.currentTarget.reset();
    input.current?.focus();
  };
  return (
    <form className="flex flex-wrap items-center gap-2" onSubmit={submit}>
      <input
        ref={input}
        name="name"
        aria-label={`Name of the new ${noun}`}
        placeholder={`New ${noun}`}
        maxLength={100}
        dir="auto"
        autoComplete="off"
        required
        className={`${INPUT} min-w-40 flex-1 basis-0`}
      />
      {children}
      <Button type="submit">Add the {noun}</Button>
    </form>
  );
}
