/** The sample project: cards that explain the product, each by what it is. */
import type { Column, NewTask } from "../board/protocol.ts";

/** What the sample is called; its owner may rename it, and delete it. */
export const TOUR = { name: "Getting started", colour: "#4cb782" } as const;

export const TOUR_LABELS = [
  { name: "Try this", colour: "#5e6ad2" },
  { name: "Example", colour: "#f2994a" },
] as const;

export type TourLabel = (typeof TOUR_LABELS)[number]["name"];

/** A card of the tour. Days are counted from the day it is; `mine` is assigned to whoever founds the workspace. */
export interface TourCard {
  /** For others of the tour to point at. */
  name: string;
  column: Column["kind"];
  title: string;
  label?: TourLabel;
  dueIn?: number;
  mine?: true;
  priority?: NewTask["priority"];
  checklist?: readonly { text: string; done?: true }[];
  /** The name of the card this one is a part of, and of the one it waits for. */
  partOf?: string;
  waitsFor?: string;
}

/** In the order in which they stand; a card comes behind those it points at. */
export const TOUR_CARDS: readonly TourCard[] = [
  { name: "drag", column: "todo", label: "Try this", title: "Drag me into “In progress”" },
  {
    name: "open",
    column: "todo",
    label: "Try this",
    title: "Open me: there is more to a task than its title",
    mine: true,
    dueIn: 0,
    checklist: [{ text: "Open this task", done: true }, { text: "Tick this line" }, { text: "Add a line of your own" }],
  },
  {
    name: "commands",
    column: "todo",
    label: "Try this",
    title: "Press Ctrl K (⌘ K on a Mac) to do anything by its name",
  },
  { name: "keys", column: "todo", label: "Try this", title: "Press ? to see what the keys do" },
  {
    name: "assign",
    column: "todo",
    label: "Try this",
    title: "Assign me to somebody, then group the board by assignee",
  },
  {
    name: "invite",
    column: "todo",
    label: "Try this",
    title: "Invite a colleague: you see each other's moves as they happen",
    dueIn: 1,
    priority: "medium",
  },
  { name: "talk", column: "todo", label: "Try this", title: "Say hello in #general, and mention somebody with @" },
  {
    name: "party",
    column: "doing",
    label: "Example",
    title: "Plan the summer party",
    mine: true,
    priority: "high",
    dueIn: 5,
  },
  { name: "guests", column: "doing", label: "Example", title: "Write the guest list", dueIn: 2, partOf: "party" },
  { name: "place", column: "done", label: "Example", title: "Book a place", partOf: "party" },
  {
    name: "invitations",
    column: "todo",
    label: "Example",
    title: "Send the invitations: blocked until the guest list is written",
    waitsFor: "guests",
    dueIn: 4,
  },
  { name: "caterer", column: "review", label: "Example", title: "Answer the caterer: due yesterday", dueIn: -1 },
  { name: "founded", column: "done", title: "Make a workspace", mine: true },
  {
    name: "delete",
    column: "backlog",
    title: "Delete this project in its settings once you have seen enough",
  },
];
