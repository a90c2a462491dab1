import { type ReactNode, useId, useLayoutEffect, useRef, useState } from "react";
import "./popover.css";

interface PopoverProps {
  /** Of the button, where a label elsewhere names it. */
  id?: string;
  /** What screen readers call the button and what it opens. */
  label: string;
  /** What the button shows. */
  button: ReactNode;
  buttonClass?: string;
  disabled?: boolean;
  /** Made when it opens; `close` closes it and gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
}

/** Kept clear of the window's edges, in px. */
const MARGIN = 8;

/** A button and what it opens beside it: on top of everything, closed by Escape or a click elsewhere. */
export function Popover({
  id: buttonId,
  label,
  button,
  buttonClass = "button",
  disabled = false,
  children,
}: PopoverProps) {
  const id = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => {
    if (!open || !opener.current || !panel.current) return;
    placeBeside(opener.current, panel.current);
    panel.current.querySelector<HTMLElement>("[autofocus], input, select, button, a")?.focus();
  }, [open]);
  return (
    <>
      <button
        ref={opener}
        id={buttonId}
        type="button"
        className={buttonClass}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        popoverTarget={id}
        disabled={disabled}
        title={label}
      >
        {button}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="popover"
        onToggle={(event) => setOpen(event.newState === "open")}
      >
        {open ? children(() => panel.current?.hidePopover()) : null}
      </div>
    </>
  );
}

/** Under the opener where there is room, else above it; within the window in any case. */
function placeBeside(opener: HTMLElement, panel: HTMLElement): void {
  const at = opener.getBoundingClientRect();
  const { width, height } = panel.getBoundingClientRect();
  const below = at.bottom + 4 + height <= window.innerHeight - MARGIN;
  const top = below ? at.bottom + 4 : Math.max(MARGIN, at.top - 4 - height);
  const left = Math.max(MARGIN, Math.min(at.left, window.innerWidth - width - MARGIN));
  panel.style.top = `${top}px`;
  panel.style.left = `${left}px`;
}
