import { useCallback, useState } from "react";
import { MAX_VERSION_NAME } from "../../../../durable-objects/doc/versions/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";

interface NameVersionProps {
  title: string;
  /** What it is called until now. */
  name: string;
  /** Gives it the name. */
  save: (name: string) => Promise<void>;
  onClose: () => void;
}

/** Asks for the name of a version. */
export function NameVersion({ title, name, save, onClose }: NameVersionProps) {
  const [typed, setTyped] = useState(name);
  const act = useAct(
    useCallback(
      async (wanted: string) => {
        await save(wanted);
        onClose();
      },
      [save, onClose],
    ),
  );
  const isReady = typed.trim() !== "" && !act.busy;
  return (
    <Dialog title={title} size="sm" onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void act.run(typed.trim());
        }}
      >
        <Field
          label="Name"
          hint="A version with a name is kept for ever."
          error={act.problem}
          value={typed}
          maxLength={MAX_VERSION_NAME}
          autoComplete="off"
          autoFocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={!isReady}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
