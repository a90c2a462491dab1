import { clsx } from "clsx";
import { Popover as Radix } from "radix-ui";
import { useRef, useState } from "react";
import type { PopoverProps } from "./popover.tsx";
import { SURFACE } from "./surface.ts";

/** A button and what it opens beside it, which begins open. */
export function PopoverSurface({ trigger, label, align = "start", holds = "form", children }: PopoverProps) {
  const [open, setOpen] = useState(true);
  const afterwards = useRef<(() => void) | null>(null);
  const close = (then?: () => void) => {
    afterwards.current = then ?? null;
    setOpen(false);
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            // Right after this the focus goes back to the button.
            if (afterwards.current) queueMicrotask(afterwards.current);
            afterwards.current = null;
          }}
          className={clsx(SURFACE, holds === "panel" ? "w-104" : "w-72", holds === "form" && "p-3")}
        >
          {children(close)}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
