import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { writes } from "../../design/focus.ts";
import { IconButton } from "../../design/icon-button.tsx";

interface SidePaneProps {
  /** What is open, as it is headed. */
  title: string;
  /** What is open, to tell one from the next: the focus goes there whenever it is another. */
  of: string;
  /** What its close button says. */
  close: string;
  /** In the head, before the button that closes it. */
  acts?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** What stands above a pane and takes Escape for itself. */
const ABOVE =
  "[role=dialog][data-state=open], [role=alertdialog][data-state=open], [role=menu][data-state=open], [role=listbox]";

/** Something beside a conversation; on a phone in its place. Escape closes it where nobody writes. */
export function SidePane({ title, of, close, acts, onClose, children }: SidePaneProps) {
  const pane = useRef<HTMLElement>(null);
  const leave = useRef(onClose);
  useEffect(() => {
    leave.current = onClose;
  }, [onClose]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another one in the same pane takes the focus too
  useEffect(() => pane.current?.focus(), [of]);
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.isComposing || document.querySelector(ABOVE)) return;
      const way = wayOut(event.target);
      if (way === "none") return;
      event.preventDefault();
      event.stopPropagation();
      if (way === "of the text") element.focus();
      else leave.current();
    };
    // Before the editor, which takes this key for itself always, and does nothing with it.
    element.addEventListener("keydown", onKey, { capture: true });
    return () => element.removeEventListener("keydown", onKey, { capture: true });
  }, []);
  return (
    <aside
      ref={pane}
      tabIndex={-1}
      aria-label={title}
      className="flex min-h-0 w-[min(27rem,45%)] shrink-0 animate-slide flex-col border-s border-line bg-paper outline-none max-lg:absolute max-lg:inset-y-0 max-lg:end-0 max-lg:z-20 max-lg:w-[min(27rem,100%)] max-lg:shadow-dialog max-md:inset-0 max-md:w-full max-md:border-0"
    >
      <header className="flex min-h-12 shrink-0 items-center gap-1 border-b border-line ps-4 pe-2 max-md:ps-1">
        <span className="md:hidden">
          <IconButton icon={ArrowLeft} label={close} className="[&_svg]:rtl:-scale-x-100" onClick={onClose} />
        </span>
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        {acts}
        <span className="max-md:hidden">
          <IconButton icon={X} label={close} shortcut="escape" onClick={onClose} />
        </span>
      </header>
      {children}
    </aside>
  );
}

/** Where Escape leads from `target`: out of what somebody writes there, out of the pane, or where the place itself says. */
function wayOut(target: EventTarget | null): "of the text" | "of the pane" | "none" {
  if (!(target instanceof HTMLElement)) return "none";
  const inComposer = target.closest("[data-writing]") !== null;
  if (inComposer && target.closest("[role=toolbar]")) return "none";
  if (!writes(target)) return "of the pane";
  if (!inComposer) return "none";
  return target.textContent === "" ? "of the pane" : "of the text";
}
