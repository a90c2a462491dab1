import { clsx } from "clsx";
import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { buttonClass } from "./button.tsx";
import { iconButtonClass } from "./icon-button.tsx";
import type { Toast } from "./toasts.tsx";

/** Long enough to read and to reach the button, in ms; the pointer or the focus on it stops the clock. */
const SHOWN_MS = { calm: 6_000, danger: 15_000 } as const;

interface ToastSurfaceProps {
  toasts: readonly (Toast & { id: string })[];
  /** Its time is over, or it was dismissed. */
  onGone: (id: string) => void;
}

/** What is told in passing, in its corner. */
export default function ToastSurface({ toasts, onGone }: ToastSurfaceProps) {
  return (
    <Radix.Provider label="Notice" swipeDirection="down">
      {toasts.map(({ id, words, tone = "calm", action }) => (
        <Radix.Root
          key={id}
          type={tone === "danger" ? "foreground" : "background"}
          duration={SHOWN_MS[tone]}
          onOpenChange={(open) => (open ? undefined : onGone(id))}
          className={clsx(
            "flex animate-rise items-center gap-3 rounded-lg border bg-raised py-2 ps-3.5 pe-2 shadow-pop",
            tone === "danger" ? "border-danger" : "border-line",
          )}
        >
          <Radix.Description className="flex-1 text-base">{words}</Radix.Description>
          {action ? (
            <Radix.Action
              altText={action.label}
              className={buttonClass({ look: "quiet", size: "sm" })}
              onClick={action.run}
            >
              {action.label}
            </Radix.Action>
          ) : null}
          <Radix.Close className={iconButtonClass({ size: "sm" })} aria-label="Dismiss">
            <X aria-hidden />
          </Radix.Close>
        </Radix.Root>
      ))}
      {/* Where one writes at the foot of a page, it leaves that free. */}
      <Radix.Viewport className="toasts fixed end-4 bottom-4 z-50 [body:has(.composer)_&]:bottom-36 m-0 grid w-[min(26rem,calc(100vw-2rem))] list-none gap-2 p-0 outline-none" />
    </Radix.Provider>
  );
}
