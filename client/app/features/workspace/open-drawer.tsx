import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

/** Lies over the page, at the side where one begins to read. */
export function OpenDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-appear bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-y-0 start-0 z-40 w-72 text-base max-w-[85vw] animate-appear border-e border-line shadow-dialog outline-none"
        >
          <Dialog.Title className="unseen">Workspace</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
