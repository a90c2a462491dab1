import { clsx } from "clsx";
import { ArrowLeft, Maximize2, Minimize2, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useObserved } from "../../../react/observed.ts";
import { writes } from "../../design/focus.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { panelSize } from "./panel-size.ts";

interface PanelFrameProps {
  /** What is open, for screen readers. */
  label: string;
  /** What is open, to tell one from the next: the focus goes there whenever it is another. */
  of: string;
  /** What its close button says. */
  close: string;
  onClose: () => void;
  /** In the head, before the buttons that every panel has. */
  head: ReactNode;
  children: ReactNode;
}

/** What stands above the panel and takes Escape for itself. */
const ABOVE = "[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open]";

/**
 * Something beside the board, which stays in sight and in use; or in its place, for whoever wants the room, and always on
 * a phone. It takes the focus when it opens. Escape leads out of a text, and then closes it.
 */
export function PanelFrame({ label, of, close, onClose, head, children }: PanelFrameProps) {
  const panel = useRef<HTMLElement>(null);
  const size = useObserved(panelSize);
  const leave = useRef(onClose);
  useEffect(() => {
    leave.current = onClose;
  }, [onClose]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one in the same panel is to be read from its beginning
  useEffect(() => {
    panel.current?.focus();
    panel.current?.scrollTo({ top: 0 });
  }, [of]);
  useEffect(() => {
    const listening = new AbortController();
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector(ABOVE)) return;
      // The description's editor takes this key for itself always, and does nothing with it.
      const inEditor = event.target instanceof HTMLElement && event.target.isContentEditable;
      if (event.defaultPrevented && !inEditor) return;
      event.preventDefault();
      if (writes(event.target) && panel.current?.contains(document.activeElement)) panel.current.focus();
      else leave.current();
    };
    document.addEventListener("keydown", onKey, { signal: listening.signal });
    return () => listening.abort();
  }, []);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={label}
      data-size={size}
      className={clsx(
        "@container z-20 flex min-h-0 animate-slide flex-col text-base overflow-y-auto overscroll-contain border-s border-line bg-paper outline-none",
        "max-md:fixed max-md:inset-0 max-md:z-30 max-md:w-full max-md:border-0",
        size === "whole"
          ? "md:absolute md:inset-0 md:border-0"
          : "w-[min(46rem,50vw)] max-lg:md:absolute max-lg:md:inset-y-0 max-lg:md:end-0 max-lg:md:w-[min(34rem,100%)] max-lg:md:shadow-dialog",
      )}
    >
      <header className="sticky top-0 z-10 flex min-h-12 shrink-0 items-center gap-1 border-b border-line bg-paper ps-4 pe-2 max-md:ps-1">
        <span className="md:hidden">
          <IconButton icon={ArrowLeft} label={close} className="[&_svg]:rtl:-scale-x-100" onClick={onClose} />
        </span>
        {head}
        <span className="flex max-md:hidden">
          {size === "whole" ? (
            <IconButton icon={Minimize2} label="Beside the board" onClick={() => panelSize.set("beside")} />
          ) : (
            <IconButton icon={Maximize2} label="As a full page" onClick={() => panelSize.set("whole")} />
          )}
          <IconButton icon={X} label={close} shortcut="escape" onClick={onClose} />
        </span>
      </header>
      <div
        className={clsx(
          "w-full px-5 pt-4 pb-12 max-md:px-4",
          size === "whole" && "md:mx-auto md:max-w-5xl md:px-8 md:pt-8",
        )}
      >
        {children}
      </div>
    </aside>
  );
}
