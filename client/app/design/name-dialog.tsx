import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { Notice } from "./notice.tsx";
import { textOf } from "./text-of.ts";

interface NameDialogProps {
  title: string;
  description?: string | undefined;
  /** What the name is called: "Title". */
  field: string;
  maxLength: number;
  /** What it is called until now. */
  name?: string | undefined;
  submit: string;
  act?: { busy: boolean; problem: string | null } | undefined;
  onName: (name: string) => void;
  onClose: () => void;
  /** What else there is to choose. */
  children?: ReactNode;
}

/** What is named here and now, and nothing is waited for. */
const AT_ONCE = { busy: false, problem: null };

/** Asks for the name of something, which may be all that it needs. */
export function NameDialog({
  title,
  description,
  field,
  maxLength,
  name: before,
  submit,
  act = AT_ONCE,
  onName,
  onClose,
  children,
}: NameDialogProps) {
  const form = useId();
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name").trim();
    if (name && !act.busy) onName(name);
  };
  const footer = (
    <>
      <Button onClick={onClose}>Cancel</Button>
      <Button type="submit" form={form} look="primary" disabled={act.busy}>
        {submit}
      </Button>
    </>
  );
  return (
    <Dialog title={title} description={description} onClose={onClose} footer={footer} size="sm">
      <form id={form} className="grid gap-4" onSubmit={send}>
        <Field
          label={field}
          name="name"
          defaultValue={before}
          maxLength={maxLength}
          autoComplete="off"
          required
          autoFocus
        />
        {children}
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </form>
    </Dialog>
  );
}
