import { clsx } from "clsx";
import { Check, ChevronRight, type LucideIcon } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, type RefObject, use, useRef } from "react";
import { Kbd } from "./kbd.tsx";
import { SURFACE, SURFACE_ROW } from "./surface.ts";

interface MenuProps {
  /** The button that opens it: one element that takes a `ref` and events. */
  trigger: ReactElement;
  /** What it is a menu of. */
  label: string;
  children: ReactNode;
  align?: "start" | "end" | undefined;
}

/** What was chosen, to be done once the menu is gone. */
const AfterwardsContext = createContext<RefObject<(() => void) | null> | null>(null);

/** A button and the acts it offers. */
export function Menu({ trigger, label, children, align = "start" }: MenuProps) {
  const afterwards = useRef<(() => void) | null>(null);
  return (
    // The page beside it stays as it is: it would otherwise be hidden from whoever hears it, and lose its scroll bar.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
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
          <AfterwardsContext value={afterwards}>{children}</AfterwardsContext>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface MenuItemProps {
  icon?: LucideIcon | undefined;
  /** Keys that do the same, as `Kbd` takes them. */
  shortcut?: string | undefined;
  /** For what cannot be taken back. */
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  onSelect: () => void;
  children: ReactNode;
}

/** One act. What it opens may take the focus, since the menu is gone by then. */
export function MenuItem({
  icon: Drawing,
  shortcut,
  danger = false,
  disabled = false,
  onSelect,
  children,
}: MenuItemProps) {
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

interface MenuRadioProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string }[];
  onChange: (value: Value) => void;
}

/** One of a few. */
export function MenuRadio<Value extends string>({ label, value, options, onChange }: MenuRadioProps<Value>) {
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
export function MenuSub({ icon: Drawing, label, children }: { icon?: LucideIcon; label: string; children: ReactNode }) {
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
export function MenuLine() {
  return <DropdownMenu.Separator className="-mx-1 my-1 border-t border-line" />;
}

/** What the acts below are about. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 py-1 text-xs font-medium text-quiet">{children}</DropdownMenu.Label>;
}
