import type { LucideIcon } from "lucide-react";
import { type ComponentType, createContext, type ReactNode, use } from "react";
import { Deferred, useFirstUse } from "./deferred.ts";
import { Opener, type Trigger } from "./opener.tsx";

export interface MenuProps {
  trigger: Trigger;
  /** What it is a menu of. */
  label: string;
  children: ReactNode;
  align?: "start" | "end" | undefined;
}

export interface MenuItemProps {
  icon?: LucideIcon | undefined;
  /** Keys that do the same, as `Kbd` takes them. */
  shortcut?: string | undefined;
  /** For what cannot be taken back. */
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
  onSelect: () => void;
  children: ReactNode;
}

export interface MenuRadioProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string }[];
  onChange: (value: Value) => void;
}

export interface MenuSubProps {
  icon?: LucideIcon | undefined;
  label: string;
  children: ReactNode;
}

export interface MenuHeadingProps {
  children: ReactNode;
}

/** What a menu is made of. Loaded with the first menu that opens, so that no page begins with it. */
export interface MenuParts {
  Item: ComponentType<MenuItemProps>;
  Radio: <Value extends string>(props: MenuRadioProps<Value>) => ReactNode;
  Sub: ComponentType<MenuSubProps>;
  Line: ComponentType;
  Heading: ComponentType<MenuHeadingProps>;
}

export const MenuPartsContext = createContext<MenuParts | null>(null);

function useParts(): MenuParts {
  const parts = use(MenuPartsContext);
  if (!parts) throw new Error("no menu is open");
  return parts;
}

const surfaces = new Deferred(() => import("./menu-surface.tsx"));

/** Loads what menus open, so that the first opens at once, too. */
export const loadMenu = () => surfaces.want();

/** A button and the acts it offers. */
export function Menu(props: MenuProps) {
  const first = useFirstUse(surfaces);
  if (!first.surface) return <Opener trigger={props.trigger} opens="menu" use={first} />;
  const { MenuSurface } = first.surface;
  return <MenuSurface by={first.by} {...props} />;
}

/** One act. What it opens may take the focus, since the menu is gone by then. */
export function MenuItem(props: MenuItemProps) {
  const { Item } = useParts();
  return <Item {...props} />;
}

/** One of a few. */
export function MenuRadio<Value extends string>(props: MenuRadioProps<Value>) {
  const { Radio } = useParts();
  return <Radio {...props} />;
}

/** Further acts, beside. */
export function MenuSub(props: MenuSubProps) {
  const { Sub } = useParts();
  return <Sub {...props} />;
}

/** Parts the acts above from those below. */
export function MenuLine() {
  const { Line } = useParts();
  return <Line />;
}

/** What the acts below are about. */
export function MenuHeading(props: MenuHeadingProps) {
  const { Heading } = useParts();
  return <Heading {...props} />;
}
