import { lazy, type ReactNode, Suspense } from "react";

// No page begins with one: what a dialog is made of is loaded with the first.
const load = () => import("./dialog-surface.tsx");
const LoadedDialog = lazy(async () => ({ default: (await load()).DialogSurface }));
const LoadedConfirm = lazy(async () => ({ default: (await load()).ConfirmSurface }));

export interface DialogProps {
  title: string;
  /** What it is about, below the title. */
  description?: string | undefined;
  /** Escape, a click beside it, or its own cross. */
  onClose: () => void;
  children: ReactNode;
  /** Buttons that stay in sight while the rest scrolls. */
  footer?: ReactNode | undefined;
  size?: "sm" | "md" | "lg" | undefined;
}

/** A room of its own above the page, open for as long as it is mounted. It keeps the focus and gives it back. */
export function Dialog(props: DialogProps) {
  return (
    <Suspense fallback={null}>
      <LoadedDialog {...props} />
    </Suspense>
  );
}

export interface ConfirmProps {
  title: string;
  children: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  /** `danger` for what cannot be taken back. */
  tone?: "danger" | "calm" | undefined;
  onConfirm: () => void;
  onCancel: () => void;
}

/** A question that must be answered before anything else; a click beside it answers nothing. */
export function Confirm(props: ConfirmProps) {
  return (
    <Suspense fallback={null}>
      <LoadedConfirm {...props} />
    </Suspense>
  );
}
