import { type NewTask, PRIORITIES, type Priority } from "../../../../durable-objects/workspace/board/protocol.ts";
import { folded } from "../../words/folded.ts";

/** What words in a new task's line may stand for. */
export interface QuickNames {
  labels: readonly { id: string; name: string }[];
  people: readonly { id: string; name: string }[];
}

/** Something a word stands for, and how to write it. */
export interface Meaning {
  sign: Sign;
  id: string;
  name: string;
}

type Sign = "#" | "@" | "!";

/** A new task as it was written, and what of its words was understood. */
interface QuickTask {
  set: NewTask;
  meant: readonly Meaning[];
}

const SIGNED = /^([#@!])(\S+)$/;

/**
 * Reads a line such as `Mend the door #bug @ada !high`. Words with a sign that stand for nothing stay in the title, for
 * they may be meant as they are: `Close #42`. Null for a line without a title.
 */
export function quickTaskOf(line: string, names: QuickNames): QuickTask | null {
  const meant = new Map<string, Meaning>();
  const title: string[] = [];
  for (const word of line.trim().split(/\s+/)) {
    const meaning = meaningOf(word, names);
    if (!meaning) title.push(word);
    // The last of several priorities is the one.
    else meant.set(meaning.sign === "!" ? "!" : meaning.sign + meaning.id, meaning);
  }
  const words = title.join(" ");
  if (words === "") return null;
  const ids = (sign: Sign) => [...meant.values()].filter((each) => each.sign === sign).map(({ id }) => id);
  const [labels, assignees] = [ids("#"), ids("@")];
  const priority = priorityOf(ids("!")[0]);
  const set: NewTask = {
    title: words,
    ...(labels.length > 0 ? { labels } : {}),
    ...(assignees.length > 0 ? { assignees } : {}),
    ...(priority ? { priority } : {}),
  };
  return { set, meant: [...meant.values()] };
}

/** The lines of a text that have something in them. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, "").trim())
    .filter((line) => line !== "");
}

/** What the word that ends at `caret` may become, and where it begins. Null where none begins with a sign. */
export function completionsAt(
  text: string,
  caret: number,
  names: QuickNames,
): { from: number; options: readonly Meaning[] } | null {
  const from = text.slice(0, caret).search(/\S+$/);
  const [, sign, written = ""] = /^([#@!])(\S*)$/.exec(from < 0 ? "" : text.slice(from, caret)) ?? [];
  if (!isSign(sign)) return null;
  const wanted = bare(written);
  const matching = choicesOf(sign, names).filter(({ name }) => nameWords(name).some((each) => each.startsWith(wanted)));
  const whole = matching.some(({ name }) => bare(name) === wanted);
  return whole || matching.length === 0 ? null : { from, options: matching.slice(0, 6) };
}

/** How a meaning is written, as one word. */
export function wordFor({ sign, name }: Meaning): string {
  return sign + name.replaceAll(/\s+/gu, "");
}

function meaningOf(word: string, names: QuickNames): Meaning | null {
  const [, sign, written = ""] = SIGNED.exec(word) ?? [];
  if (!isSign(sign)) return null;
  const wanted = bare(written);
  const choices = choicesOf(sign, names);
  const whole = choices.find(({ name }) => bare(name) === wanted);
  if (whole || sign !== "@") return whole ?? null;
  // A person is called by their first name, as long as only one has it.
  const called = choices.filter(({ name }) => bare(name.trim().split(/\s+/)[0] ?? "") === wanted);
  return called.length === 1 ? (called[0] ?? null) : null;
}

function choicesOf(sign: Sign, { labels, people }: QuickNames): readonly Meaning[] {
  switch (sign) {
    case "#":
      return labels.map(({ id, name }) => ({ sign, id, name }));
    case "@":
      return people.map(({ id, name }) => ({ sign, id, name }));
    case "!":
      return PRIORITIES.filter((id) => id !== "none").map((id) => ({ sign, id, name: id }));
  }
}

function isSign(text: string | undefined): text is Sign {
  return text === "#" || text === "@" || text === "!";
}

function priorityOf(id: string | undefined): Priority | undefined {
  return PRIORITIES.find((each) => each === id);
}

/** A name as one may begin to write it: from its beginning, or from any of its words. */
function nameWords(name: string): string[] {
  return [bare(name), ...name.split(/\s+/).map(bare)];
}

/** Without case, accents and spaces. */
function bare(text: string): string {
  return folded(text).replaceAll(/\s/g, "");
}
