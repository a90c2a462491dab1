import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { CommandGroup } from "./groups.ts";

/** How something that can be done is called and found. */
interface Named {
  /** Stays the same between visits, so that what was used lately can be told first. */
  id: string;
  /** A verb and what it is about: "Assign to…". */
  words: string;
  /** Other words it is found by. */
  keywords?: readonly string[] | undefined;
  icon?: LucideIcon | undefined;
  /** Drawn before its words, in the place of an icon: a colour, a face. */
  leading?: ReactNode | undefined;
}

/** Either it does something, or it asks a further question. */
type Deed = { run: () => unknown; ask?: undefined } | { ask: () => Question; run?: undefined };

/** One of the answers to a {@link Question}; it may ask a further one. */
export type Choice = Named & {
  /** More about it, said quietly behind its words. */
  detail?: string | undefined;
  /** Whether it holds already. */
  chosen?: boolean | undefined;
} & Deed;

/** What a command wants to know before it acts: "Assign to whom?" */
export interface Question {
  /** What is asked, for the field: "Assign ENS-42 to…". */
  words: string;
  choices: readonly Choice[];
  /** With `several` the list stays open, and is asked for again after each choice. One is usual. */
  choice?: "one" | "several" | undefined;
  /** Makes a choice of words that no other one has: a new label, a date. */
  other?: (words: string) => Choice | null;
}

/** Something that can be done now, from the palette or by keys. */
export type Command = Named & {
  group: CommandGroup;
  /** Keys that do it: `c`, `mod+k`, `g b`; see `keys.ts`. */
  keys?: string | undefined;
  /** Left out while it answers false. */
  when?: (() => boolean) | undefined;
  /** Where it is offered besides by its keys; those that only make sense under the fingers are not in the palette. */
  offered?: "palette" | "keys" | undefined;
  /** Whether its keys act while somebody writes, too. Only with Ctrl or ⌘, and nothing that a text field knows. */
  writing?: "act" | "pass" | undefined;
} & Deed;
