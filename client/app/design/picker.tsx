import type { ReactNode } from "react";
import { Deferred, useFirstUse } from "./deferred.ts";
import { Opener, type Trigger } from "./opener.tsx";

export interface PickerOption {
  id: string;
  name: string;
  /** Other words it is found by. */
  keywords?: string[] | undefined;
  /** Drawn before its name. */
  leading?: ReactNode | undefined;
}

export interface PickerListProps {
  /** What is chosen: "Assignees". */
  label: string;
  options: readonly PickerOption[];
  /** Ids of those that are chosen. */
  selected: readonly string[];
  onPick: (id: string) => void;
  placeholder?: string | undefined;
  /** Said when nothing is found. */
  empty?: string | undefined;
  /** Offered last, for words that no option has. */
  create?: { label: (words: string) => string; onCreate: (words: string) => void };
}

export interface PickerProps extends PickerListProps {
  trigger: Trigger;
  /** Whether several may be chosen; the list then stays open. */
  choice?: "one" | "several" | undefined;
  align?: "start" | "end" | undefined;
}

const surfaces = new Deferred(() => import("./picker-surface.tsx"));

/** Loads what pickers open, so that the first opens at once, too. */
export const loadPicker = () => surfaces.want();

/** A button and a list to choose from, by pointer or by typing. */
export function Picker(props: PickerProps) {
  const first = useFirstUse(surfaces);
  if (!first.surface) return <Opener trigger={props.trigger} opens="dialog" use={first} />;
  const { PickerSurface } = first.surface;
  return <PickerSurface {...props} />;
}
