import { clsx } from "clsx";
import { Popover as Radix } from "radix-ui";
import { type ReactElement, type ReactNode, useState } from "react";
import { SURFACE } from "./surface.ts";

interface PopoverProps {
  /** The button that opens it: one element that takes a `ref` and events. */
  trigger: ReactElement;
  /** What screen readers call what it opens. */
  label: string;
  align?: "start" | "center" | "end" | undefined;
  /** A list goes to the very edge; all else keeps away from it. */
  holds?: "form" | "list" | undefined;
  /** Made when it opens; `close` closes it and gives the focus back to the button. */
  children: (close: () => void) => ReactNode;
}

/** A button and what it opens beside it: on top of everything, closed by Escape or a click elsewhere. */
export function Popover({ trigger, label, align = "start", holds = "form", children }: PopoverProps) {
  const [open, setOpen] = useState(false);
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={clsx(SURFACE, "w-72", holds === "form" && "p-3")}
        >
          {children(() => setOpen(false))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
