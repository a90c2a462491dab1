import { clsx } from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { createContext, type ReactNode, type RefObject, use, useRef } from "react";
import type { OpenedBy } from "./deferred.ts";
import { Kbd } from "./kbd.tsx";
import {
  type MenuHeadingProps,
  type MenuItemProps,
  type MenuParts,
  MenuPartsContext,
  type MenuProps,
  type MenuRadioProps,
  type MenuSubProps,
} from "./menu.tsx";
import { SURFACE, SURFACE_ROW } from "./surface.ts";

/** What was chosen, to be done once the menu is gone. */
const AfterwardsContext = createContext<RefObject<(() => void) | null> | null>(null);

/** Radix does so for whoever uses keys, which it cannot know of the first time. It takes the focus itself before. */
function focusFirst(content: HTMLElement | null): void {
  requestAnimationFrame(() => content?.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus());
}

/** A button and the acts it offers, which begins open. */
export function MenuSurface({ by, trigger, label, children, align = "start" }: MenuProps & { by: OpenedBy }) {
  const afterwards = useRef<(() => void) | null>(null);
  return (
    // The page beside it stays as it is: it would otherwise be hidden from whoever hears it, and lose its scroll bar.
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          ref={by === "keys" ? focusFirst : null}
          aria-label={label}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={clsx(SURFACE, "min-w-48 p-1")}
          onCloseAutoFocus={() => {
            // Right after this the focus goes back to the button; what was chosen may then take it.
            if (afterwards.current) queueMicrotask(afterwards.current);
            afterwards.current = null;
          }}
        >
          <AfterwardsContext value={afterwards}>
            <MenuBody>{children}</MenuBody>
          </AfterwardsContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** One act. What it opens may take the focus, since the menu is gone by then. */
function Item({ icon: Drawing, shortcut, danger = false, disabled = false, onSelect, children }: MenuItemProps) {
  const afterwards = use(AfterwardsContext);
  return (
    <DropdownMenu.Item
      className={clsx(SURFACE_ROW, danger ? "text-danger" : "[&_svg]:text-quiet")}
      disabled={disabled}
      onSelect={() => {
        if (afterwards) afterwards.current = onSelect;
        else onSelect();
      }}
    >
      {Drawing ? <Drawing aria-hidden /> : null}
      <span className="flex-1">{children}</span>
      {shortcut ? <Kbd keys={shortcut} /> : null}
    </DropdownMenu.Item>
  );
}

/** One of a few. */
function Radio<Value extends string>({ label, value, options, onChange }: MenuRadioProps<Value>) {
  return (
    <DropdownMenu.RadioGroup aria-label={label} value={value}>
      {options.map((option) => (
        <DropdownMenu.RadioItem
          key={option.value}
          className={SURFACE_ROW}
          value={option.value}
          onSelect={() => onChange(option.value)}
        >
          <Mark />
          {option.name}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

/** Room for the check, kept where there is none. */
function Mark() {
  return (
    <span className="grid size-4 shrink-0 place-content-center text-accent">
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}

/** Further acts, beside. */
function Sub({ icon: Drawing, label, children }: MenuSubProps) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className={clsx(SURFACE_ROW, "data-[state=open]:bg-hover [&_svg]:text-quiet")}>
        {Drawing ? <Drawing aria-hidden /> : null}
        <span className="flex-1">{label}</span>
        <ChevronRight aria-hidden className="rtl:-scale-x-100" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent collisionPadding={8} className={clsx(SURFACE, "min-w-44 p-1")}>
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}

/** Parts the acts above from those below. */
function Line() {
  return <DropdownMenu.Separator className="-mx-1 my-1 border-t border-line" />;
}

/** What the acts below are about. */
function Heading({ children }: MenuHeadingProps) {
  return <DropdownMenu.Label className="px-2 py-1 text-xs font-medium text-quiet">{children}</DropdownMenu.Label>;
}

const PARTS: MenuParts = { Item, Radio, Sub, Line, Heading };

/** Within a Radix menu of any kind: lets it be made of the same parts as every other. */
export function MenuBody({ children }: { children: ReactNode }) {
  return <MenuPartsContext value={PARTS}>{children}</MenuPartsContext>;
}
