import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { dayOf } from "../../../words/dates.ts";

/** Messages of one author within this time stand under one name, in ms. */
const TOGETHER_MS = 5 * 60_000;

/** How a message stands among those around it. */
interface RowLook {
  /** The day that begins with it, as `2026-11-21`; null within a day. */
  day: string | null;
  /** Whether it is told under its author's name, or goes on under the one above. */
  leads: boolean;
  /** Whether what is new begins here. */
  isFirstNew: boolean;
}

interface Around {
  messages: readonly ShownMessage[];
  /** The message that began the thread, on whose day the replies may go on. */
  root?: ShownMessage | null;
  /** What there is before the first of them. */
  older: Edge;
  /** What is new begins behind this seq; null when nothing is. */
  newAfter: number | null;
}

/** How the message at `at` stands. Before the first one there may be others, which are not known yet. */
export function lookOf({ messages, root = null, older, newAfter }: Around, at: number): RowLook {
  const message = messages[at];
  if (!message) return { day: null, leads: true, isFirstNew: false };
  const before = messages[at - 1];
  const day = dayOf(message.at);
  const earlier = before ?? (older === "none" ? root : null);
  const beginsDay = earlier ? dayOf(earlier.at) !== day : older === "none";
  const isNew = newAfter !== null && message.sending === undefined && message.seq > newAfter;
  const isFirstNew = isNew && (before ? before.seq <= newAfter : older === "none");
  const goesOn =
    before !== undefined &&
    before.author === message.author &&
    before.deletedAt === null &&
    message.at - before.at < TOGETHER_MS;
  return { day: beginsDay ? day : null, leads: beginsDay || isFirstNew || !goesOn, isFirstNew };
}

/** What a row is taken to be high before it was measured, in px. */
export function heightGuessed({ text, attachments, reactions, thread, previews }: ShownMessage): number {
  const lines = text.split("\n").reduce((sum, line) => sum + 1 + Math.floor(line.length / 90), 0);
  const beside = (reactions.length > 0 ? 34 : 0) + (thread ? 34 : 0) + previews.length * 90;
  return 14 + lines * 21 + beside + (attachments.length > 0 ? 220 : 0);
}
