import { clsx } from "clsx";
import { X } from "lucide-react";
import { AlertDialog, Dialog as Radix } from "radix-ui";
import { buttonClass } from "./button.tsx";
import type { ConfirmProps, DialogProps } from "./dialog.tsx";
import { useFocusBack } from "./focus-back.ts";
import { iconButtonClass } from "./icon-button.tsx";

const VEIL = "fixed inset-0 z-40 animate-appear bg-veil";
const SHEET =
  "fixed inset-x-0 top-[12dvh] z-40 mx-auto flex max-h-[80dvh] w-[calc(100vw-1.5rem)] animate-rise flex-col rounded-xl border border-line bg-raised text-ink shadow-dialog max-md:top-3 max-md:max-h-[calc(100dvh-1.5rem)]";
const WIDTHS = { sm: "max-w-md", md: "max-w-xl", lg: "max-w-4xl" } as const;

/** A room of its own above the page, open for as long as it is mounted. It keeps the focus and gives it back. */
export function DialogSurface({ title, description, onClose, children, footer, size = "md" }: DialogProps) {
  const giveFocusBack = useFocusBack();
  return (
    <Radix.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className={VEIL} />
        <Radix.Content
          className={clsx(SHEET, WIDTHS[size])}
          onCloseAutoFocus={giveFocusBack}
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="grid flex-1 gap-1">
              <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
              {description === undefined ? null : (
                <Radix.Description className="text-quiet">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close className={iconButtonClass({ size: "sm" })} aria-label="Close">
              <X aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</footer>
          ) : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** A question that must be answered before anything else; a click beside it answers nothing. */
export function ConfirmSurface({ title, children, confirm, tone = "danger", onConfirm, onCancel }: ConfirmProps) {
  const giveFocusBack = useFocusBack();
  return (
    <AlertDialog.Root open onOpenChange={(open) => (open ? undefined : onCancel())}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={VEIL} />
        <AlertDialog.Content
          className={clsx(SHEET, WIDTHS.sm, "gap-3 overflow-y-auto p-5")}
          onCloseAutoFocus={giveFocusBack}
        >
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="grid gap-2 text-quiet">{children}</div>
          </AlertDialog.Description>
          <div className="flex flex-wrap justify-end gap-2 pt-2">
            <AlertDialog.Cancel className={buttonClass()}>Cancel</AlertDialog.Cancel>
            <button
              type="button"
              className={buttonClass({ look: tone === "danger" ? "danger" : "primary" })}
              onClick={onConfirm}
            >
              {confirm}
            </button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
