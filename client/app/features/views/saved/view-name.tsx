import { type FormEvent, useId } from "react";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { Field } from "../../../design/field.tsx";
import { textOf } from "../../../design/text-of.ts";

interface ViewNameProps {
  title: string;
  /** Said below the title. */
  description?: string | undefined;
  name?: string | undefined;
  onName: (name: string) => void;
  onClose: () => void;
}

/** Asks what a view is to be called. */
export function ViewName({ title, description, name = "", onName, onClose }: ViewNameProps) {
  const form = useId();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = textOf(new FormData(event.currentTarget), "name").trim();
    if (!typed) return;
    onClose();
    onName(typed);
  };
  return (
    <Dialog
      title={title}
      description={description}
      size="sm"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary">
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <Field label="Name of the view" name="name" defaultValue={name} maxLength={100} autoComplete="off" required />
      </form>
    </Dialog>
  );
}
