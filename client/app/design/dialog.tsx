import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button.tsx";

/** A question that must be answered before anything else. The browser traps the focus and closes it on Escape. */
export function Confirm({
  title,
  children,
  confirm,
  onConfirm,
  onCancel,
}: {
  title: string;
  children: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  onConfirm: () => void;
  onCancel: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="dialog" aria-labelledby={titleId} onClose={onCancel}>
      <div className="stack">
        <h2 id={titleId}>{title}</h2>
        <div>{children}</div>
        <div className="row">
          <Button look="danger" onClick={onConfirm}>
            {confirm}
          </Button>
          <Button onClick={onCancel}>Cancel</Button>
        </div>
      </div>
    </dialog>
  );
}
