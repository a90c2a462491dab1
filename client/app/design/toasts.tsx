import { clsx } from "clsx";
import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { newKey } from "../../sdk/id.ts";
import { buttonClass } from "./button.tsx";
import { iconButtonClass } from "./icon-button.tsx";

interface Toast {
  words: string;
  tone?: "calm" | "danger" | undefined;
  /** What can be done about it. */
  action?: { label: string; run: () => void };
}

/** Long enough to read and to reach the button, in ms; the pointer or the focus on it stops the clock. */
const SHOWN_MS = { calm: 6_000, danger: 15_000 } as const;
/** More than these push out the oldest. */
const MOST = 3;

const Telling = createContext<(toast: Toast) => void>(() => {});

/** Once around the app: what is told in passing, in a corner. F8 goes there. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { id: string })[]>([]);
  const tell = useCallback((toast: Toast) => {
    setToasts((told) => [...told, { ...toast, id: newKey() }].slice(-MOST));
  }, []);
  const drop = (id: string) => setToasts((told) => told.filter((each) => each.id !== id));
  return (
    <Telling value={tell}>
      <Radix.Provider label="Notice" swipeDirection="down">
        {children}
        {toasts.map(({ id, words, tone = "calm", action }) => (
          <Radix.Root
            key={id}
            type={tone === "danger" ? "foreground" : "background"}
            duration={SHOWN_MS[tone]}
            onOpenChange={(open) => (open ? undefined : drop(id))}
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
        <Radix.Viewport className="fixed end-4 bottom-4 z-50 m-0 grid w-[min(26rem,calc(100vw-2rem))] list-none gap-2 p-0 outline-none" />
      </Radix.Provider>
    </Telling>
  );
}

/** Tells something in passing; what must not be missed is a `Notice` where it matters. */
export function useToast(): (toast: Toast) => void {
  return use(Telling);
}
