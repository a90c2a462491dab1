import { createContext, lazy, type ReactNode, Suspense, use, useCallback, useState } from "react";
import { newKey } from "../../sdk/id.ts";

export interface Toast {
  words: string;
  tone?: "calm" | "danger" | undefined;
  /** What can be done about it. */
  action?: { label: string; run: () => void };
}

/** More than these push out the oldest. */
const MOST = 3;

/** Loaded with the first one that is told. */
const Shown = lazy(() => import("./toast-surface.tsx"));

const Telling = createContext<(toast: Toast) => void>(() => {});

/** Once around the app: what is told in passing, in a corner. F8 goes there. */
export function Toasts({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly (Toast & { id: string })[]>([]);
  const [isUsed, setUsed] = useState(false);
  const tell = useCallback((toast: Toast) => {
    setUsed(true);
    setToasts((told) => [...told, { ...toast, id: newKey() }].slice(-MOST));
  }, []);
  const drop = useCallback((id: string) => setToasts((told) => told.filter((each) => each.id !== id)), []);
  return (
    <Telling value={tell}>
      {children}
      {isUsed ? (
        <Suspense fallback={null}>
          <Shown toasts={toasts} onGone={drop} />
        </Suspense>
      ) : null}
    </Telling>
  );
}

/** Tells something in passing; what must not be missed is a `Notice` where it matters. */
export function useToast(): (toast: Toast) => void {
  return use(Telling);
}
