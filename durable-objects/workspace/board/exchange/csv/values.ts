/** Single values as other programs write them. */
import type { Priority } from "../../tasks/protocol.ts";
import { readDay } from "./dates.ts";
import { CellFault, shown } from "./fault.ts";

const PRIORITIES: Readonly<Record<Priority, readonly string[]>> = {
  urgent: ["urgent", "critical", "blocker", "highest", "immediate", "asap", "p0"],
  high: ["high", "major", "important", "p1"],
  medium: ["medium", "normal", "moderate", "med", "default", "p2"],
  low: ["low", "minor", "trivial", "lowest", "p3", "p4"],
  none: ["none", "no priority", "no", "unset", "not set", "-", "—", ""],
};

const PRIORITY_OF = new Map(
  Object.entries(PRIORITIES).flatMap(([priority, names]) => names.map((name) => [name, priority] as const)),
);

/** The priority that `text` means, also by the names Jira, Linear and others have for it. @throws CellFault */
export function readPriority(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/^(?:\s|\p{Extended_Pictographic}|\u{fe0f})+/u, "")
    .replace(/[\s_]+/g, " ")
    .trim();
  const priority = PRIORITY_OF.get(name);
  if (priority === undefined) throw new CellFault(`"${shown(text.trim())}" is no priority`);
  return priority;
}

const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;
/** 1,000 is a thousand to some and one to others. */
const THOUSAND_OR_ONE = /^[+-]?\d{1,3},\d{3}$/;

/** The number in `text`, with a point or a comma before its decimals. @throws CellFault */
export function readNumber(text: string): number {
  const plain = text.trim().replaceAll(/[\s\u00a0\u202f](?=\d{3})/g, "");
  if (THOUSAND_OR_ONE.test(plain)) throw new CellFault(`"${shown(plain)}" may be either of two numbers`);
  if (!PLAIN_NUMBER.test(plain)) throw new CellFault(`"${shown(plain)}" is no number`);
  const number = Number(plain.replace(",", "."));
  // With hundreds of digits it is infinite, which JSON cannot say.
  if (!Number.isFinite(number)) throw new CellFault(`"${shown(plain)}" is too large a number`);
  return number;
}

const MAX_ESTIMATE = 1_000_000;

/** @throws CellFault for what is no number, or out of the range an estimate has */
export function readEstimate(text: string): number {
  const number = readNumber(text);
  if (number < 0 || number > MAX_ESTIMATE) throw new CellFault(`"${shown(text.trim())}" is no estimate`);
  return number;
}

const NO = /^(?:no|false|0|open|active|)$/i;
const YES = /^(?:yes|true|1|x|archived|closed)$/i;

/** Whether `text` says yes; a time does, since then it was done. @throws CellFault */
export function readYes(text: string): boolean {
  const word = text.trim();
  if (NO.test(word)) return false;
  if (!YES.test(word)) readDay(word, "day_first");
  return true;
}
