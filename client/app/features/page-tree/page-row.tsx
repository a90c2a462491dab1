import { Link } from "@tanstack/react-router";
import { clsx } from "clsx";
import { ChevronRight, Ellipsis, FileText, Plus } from "lucide-react";
import { memo, type ReactNode, useRef, useState } from "react";
import type { Page } from "../../../../durable-objects/workspace/protocol.ts";
import { IconButton, iconButtonClass } from "../../design/icon-button.tsx";
import { Menu } from "../../design/menu.tsx";
import { type DropSide, useDraggableRow } from "./dragging.ts";

/** What every row of the tree is handed; the same object for as long as the tree is there. */
export interface RowActs {
  workspace: string;
  mayMake: boolean;
  setOpen: (page: string, isOpen: boolean) => void;
  /** Asks for the title of a new page under this one. */
  addUnder: (page: string) => void;
  drop: (page: string, target: Page, side: DropSide) => void;
  /** True when `page` stands under `above`. */
  isUnder: (page: string, above: string) => boolean;
  /** The items of a page's menu. */
  menu: (page: Page) => ReactNode;
}

interface PageRowProps {
  page: Page;
  level: number;
  /** Whether what stands under it is shown; null when nothing does. */
  open: boolean | null;
  current: boolean;
  /** The one row that the Tab key comes to. */
  stop: boolean;
  acts: RowActs;
}

/** One page in the tree: what leads to it, what opens what stands under it, and what can be done with it. */
export const PageRow = memo(function PageRow({ page, level, open, current, stop, acts }: PageRowProps) {
  const row = useRef<HTMLDivElement>(null);
  // What can be done is drawn where somebody may want it: five hundred menus would be slow to make.
  const [lit, setLit] = useState(false);
  const { over, held } = useDraggableRow(row, acts.mayMake, {
    page: page.id,
    open: open === true,
    isUnder: (dragged) => acts.isUnder(page.id, dragged),
    onDrop: (dragged, side) => acts.drop(dragged, page, side),
  });
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody is about
    <div
      ref={row}
      className={clsx(
        "group relative flex min-h-8 items-center rounded-md pe-0.5 pointer-coarse:min-h-11 pointer-fine:compact:min-h-7",
        current ? "bg-accent-soft text-accent" : "hover:bg-hover",
        over === "inside" && "outline-2 -outline-offset-2 outline-focus",
        held && "opacity-50",
      )}
      style={{ paddingInlineStart: `${(level - 1) * 0.875}rem` }}
      onPointerEnter={() => setLit(true)}
      onFocus={() => setLit(true)}
    >
      {over === "before" || over === "after" ? (
        <span
          aria-hidden
          className={clsx(
            "absolute inset-x-1 h-0.5 rounded-full bg-focus",
            over === "before" ? "-top-px" : "-bottom-px",
          )}
        />
      ) : null}
      {open === null ? (
        <span aria-hidden className="grid size-6 shrink-0 place-content-center text-quiet">
          <FileText className="size-3.5" />
        </span>
      ) : (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={open}
          aria-label={`Pages in ${page.title}`}
          className="grid size-6 shrink-0 place-content-center rounded-sm text-quiet hover:bg-hover hover:text-ink pointer-coarse:size-9"
          onClick={() => acts.setOpen(page.id, !open)}
        >
          <ChevronRight
            aria-hidden
            className={clsx("size-4 transition-transform duration-quick", open ? "rotate-90" : "rtl:-scale-x-100")}
          />
        </button>
      )}
      <Link
        to="/w/$workspace/p/$page"
        params={{ workspace: acts.workspace, page: page.id }}
        data-page={page.id}
        tabIndex={stop ? 0 : -1}
        draggable={false}
        className={clsx(
          "min-w-0 flex-1 truncate py-1 ps-1 no-underline compact:py-0.5",
          current ? "font-medium text-accent" : "text-ink",
        )}
      >
        <bdi>{page.title}</bdi>
      </Link>
      {acts.mayMake && (lit || current) ? (
        <span
          className={clsx(
            "flex shrink-0 items-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          <Menu
            label={`What can be done with ${page.title}`}
            trigger={
              <button
                type="button"
                tabIndex={stop ? 0 : -1}
                className={clsx(iconButtonClass({ size: "sm" }), "size-6! pointer-coarse:size-9!")}
                aria-label={`More of ${page.title}`}
              >
                <Ellipsis aria-hidden />
              </button>
            }
          >
            {acts.menu(page)}
          </Menu>
          <IconButton
            icon={Plus}
            size="sm"
            tabIndex={stop ? 0 : -1}
            className="size-6! pointer-coarse:size-9!"
            label={`Add a page in ${page.title}`}
            onClick={() => acts.addUnder(page.id)}
          />
        </span>
      ) : null}
    </div>
  );
});
