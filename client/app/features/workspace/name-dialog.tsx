import { type FormEvent, type ReactNode, useId } from "react";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { textOf } from "../../design/text-of.ts";

interface NameDialogProps {
  title: string;
  description?: string | undefined;
  /** What the name is called: "Title". */
  field: string;
  maxLength: number;
  submit: string;
  act: { busy: boolean; problem: string | null };
  onName: (name: string) => void;
  onClose: () => void;
  /** What else there is to choose. */
  children?: ReactNode;
}

/** Asks for the name of something new, which may be all that it needs. */
export function NameDialog({
  title,
  description,
  field,
  maxLength,
  submit,
  act,
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
        <Field label={field} name="name" maxLength={maxLength} autoComplete="off" required autoFocus />
        {children}
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </form>
    </Dialog>
  );
}
