/** The smallest edit of one line of text (a paragraph, a heading, a code block): words and marks, not the whole line. */
import { diffArrays } from "diff";
import * as Y from "yjs";
import { attributesFor, buildLine, segmentsOf } from "./build.ts";
import { keyOf } from "./project.ts";
import { textSchema } from "./schema.ts";
import { type Run, readChild, runsOf, type TreeNode, type YChild } from "./tree.ts";

/** Beyond this many changed words, all between the equal ends is replaced. */
const MAX_DIFFERENCES = 2_000;

type Segment = TreeNode | TreeNode[];

/** Edits the children of `line` until they are `wanted`; breaks and images that stay part it into texts. */
export function mergeLine(line: Y.XmlElement, wanted: readonly TreeNode[]): void {
  const children = line.toArray();
  const segments = segmentsOf(wanted);
  const anchors = equalElements(children, segments);
  let index = 0;
  let p = 0;
  let w = 0;
  for (const [present, want] of [...anchors, [children.length, segments.length] as const]) {
    index = mergeGap(line, index, children.slice(p, present), segments, [w, want]) + 1;
    p = present + 1;
    w = want + 1;
  }
}

/** Index pairs of inline elements that stay. */
function equalElements(children: readonly YChild[], segments: readonly Segment[]): (readonly [number, number])[] {
  const present = children.flatMap((child, index) =>
    child instanceof Y.XmlElement ? [{ index, key: elementKey(child) }] : [],
  );
  const wanted = segments.flatMap((segment, index) => (Array.isArray(segment) ? [] : [{ index, key: keyOf(segment) }]));
  const changes = diffArrays(present, wanted, { comparator: (a, b) => a.key === b.key });
  const pairs: (readonly [number, number])[] = [];
  let from = 0;
  let to = 0;
  for (const { added, removed, count } of changes) {
    for (let offset = 0; !added && !removed && offset < count; offset += 1) {
      const [a, b] = [present[from + offset], wanted[to + offset]];
      if (a && b) pairs.push([a.index, b.index]);
    }
    if (!added) from += count;
    if (!removed) to += count;
  }
  return pairs;
}

function elementKey(child: Y.XmlElement): string {
  return readChild(child).map(keyOf).join();
}

/** Merges what stands between two elements that stay: `wanted` within `bounds`. Answers the index behind it. */
function mergeGap(
  line: Y.XmlElement,
  from: number,
  present: readonly YChild[],
  wanted: readonly Segment[],
  [first, end]: readonly [number, number],
): number {
  const text = present.findIndex((child) => child instanceof Y.XmlText);
  const kept = present[text];
  if (!(kept instanceof Y.XmlText)) return replace(line, from, present.length, wanted.slice(first, end));
  let wish = first;
  while (wish < end && !Array.isArray(wanted[wish])) wish += 1;
  if (wish === end) wish = first - 1;
  const runs = wish < first ? undefined : wanted[wish];
  const code = textSchema.nodes[line.nodeName]?.spec.code === true;
  // The text is edited and never removed, even when nothing of it stays: others may be typing in it.
  const index = replace(line, from, text, wanted.slice(first, Math.max(first, wish)));
  mergeText(kept, Array.isArray(runs) ? runs : [], code ? CODE : proseBetween(wanted[wish - 1], wanted[wish + 1]));
  return replace(line, index + 1, present.length - text - 1, wanted.slice(wish + 1, end));
}

function replace(line: Y.XmlElement, from: number, length: number, wanted: readonly Segment[]): number {
  if (length > 0) line.delete(from, length);
  const built = buildLine(wanted.flat());
  if (built.length > 0) line.insert(from, built);
  return from + built.length;
}

/** Edits one Yjs text until it reads as `runs` do. */
function mergeText(target: Y.XmlText, runs: readonly TreeNode[], reading: Reading): void {
  const present = runsOf(target);
  const wanted = runs.map((run) => run.text ?? "").join("");
  const [lead, core] = edges(present, reading);
  const marks = marksPerUnit(runs);
  let index = lead;
  let unit = 0;
  for (const { removed, inserted, kept } of edits(core, wanted, reading)) {
    if (removed > 0) target.delete(index, removed);
    for (let rest = inserted; rest.length > 0; ) {
      const length = runLength(marks, unit, rest.length);
      target.insert(index, rest.slice(0, length), marks[unit] ?? {});
      index += length;
      unit += length;
      rest = rest.slice(length);
    }
    index += kept;
    unit += kept;
  }
  format(target, lead, wanted.length, marks);
}

/** How a text is compared: which of its blanks count, and when two are the same. */
interface Reading {
  /** Whether blanks at the beginning and at the end of the text are there to be edited. */
  lead: boolean;
  tail: boolean;
  sameBlank(present: string, wanted: string): boolean;
}

/** In code every blank counts. */
const CODE: Reading = { lead: true, tail: true, sameBlank: () => false };

/** Markdown cannot say a blank at either end of a line, so such a one stays; a line feed reads as a blank. */
function proseBetween(before: Segment | undefined, after: Segment | undefined): Reading {
  const ends = (segment: Segment | undefined) => !segment || (!Array.isArray(segment) && segment.type === "hardBreak");
  return {
    lead: !ends(before),
    tail: !ends(after),
    sameBlank: (present, wanted) => present.replace(/[\r\n]/g, " ") === wanted,
  };
}

/** Parts the present text into the length of what is left alone before it, and what is compared. */
function edges(runs: readonly Run[], { lead, tail }: Reading): [number, string] {
  const present = runs.map(({ insert }) => insert ?? "\u{FFFC}").join("");
  // Within a line a blank in code counts, wherever it stands.
  const visible = runs
    .map(({ insert, attributes }) =>
      insert === null || attributes.code ? "\u{FFFC}".repeat(insert?.length ?? 1) : insert,
    )
    .join("");
  const start = lead ? 0 : (/^[ \t\r\n]*/.exec(visible)?.[0].length ?? 0);
  const end = tail ? 0 : (/[ \t\r\n]*$/.exec(visible.slice(start))?.[0].length ?? 0);
  return [start, present.slice(start, present.length - end)];
}

interface Edit {
  removed: number;
  inserted: string;
  /** UTF-16 units left alone behind it. */
  kept: number;
}

/** The edits from one string to another by words, each narrowed to the characters that differ. */
function edits(present: string, wanted: string, reading: Reading): Edit[] {
  const changes = diffArrays(tokens(present), tokens(wanted), {
    maxEditLength: MAX_DIFFERENCES,
    comparator: (a, b) => a === b || (isBlank(a) && isBlank(b) && reading.sameBlank(a, b)),
  });
  if (!changes) return narrow(present, wanted);
  const list: Edit[] = [];
  let removed = "";
  let inserted = "";
  const flush = () => {
    if (removed !== "" || inserted !== "") list.push(...narrow(removed, inserted));
    removed = "";
    inserted = "";
  };
  for (const change of changes) {
    const value = change.value.join("");
    if (change.removed) removed += value;
    else if (change.added) inserted += value;
    else {
      flush();
      list.push({ removed: 0, inserted: "", kept: value.length });
    }
  }
  flush();
  return list;
}

function isBlank(token: string): boolean {
  return /^\s+$/.test(token);
}

/** Words, single signs, and single characters of scripts that do not part words. */
function tokens(value: string): string[] {
  return (
    value.match(
      /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}_])+|./gsu,
    ) ?? []
  );
}

/** One replacement without the beginning and end both sides share; never cuts a surrogate pair. */
function narrow(present: string, wanted: string): Edit[] {
  const a = Array.from(present);
  const b = Array.from(wanted);
  const least = Math.min(a.length, b.length);
  let head = 0;
  while (head < least && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < least - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const units = (part: readonly string[]) => part.join("").length;
  return [
    { removed: 0, inserted: "", kept: units(a.slice(0, head)) },
    {
      removed: units(a.slice(head, a.length - tail)),
      inserted: b.slice(head, b.length - tail).join(""),
      kept: units(a.slice(a.length - tail)),
    },
  ];
}

type Attributes = Record<string, object>;

/** The attributes of every UTF-16 unit of the runs. */
function marksPerUnit(runs: readonly TreeNode[]): Attributes[] {
  return runs.flatMap((run) => {
    const attributes = attributesFor(run.marks);
    return Array.from({ length: (run.text ?? "").length }, () => attributes);
  });
}

/** How far the attributes at `from` reach, at most `limit`. Runs share one object, so identity tells. */
function runLength(marks: readonly Attributes[], from: number, limit: number): number {
  let length = 1;
  while (length < limit && marks[from + length] === marks[from]) length += 1;
  return length;
}

/** Sets and lifts the marks that differ; marks of no schema stay. */
function format(target: Y.XmlText, lead: number, length: number, marks: readonly Attributes[]): void {
  const changes: { index: number; length: number; attributes: Record<string, object | null> }[] = [];
  let index = 0;
  for (const run of runsOf(target)) {
    const end = index + (run.insert?.length ?? 1);
    for (let unit = Math.max(index, lead); unit < Math.min(end, lead + length); ) {
      const reach = runLength(marks, unit - lead, Math.min(end, lead + length) - unit);
      const attributes = differing(run.attributes, marks[unit - lead] ?? {});
      if (Object.keys(attributes).length > 0) changes.push({ index: unit, length: reach, attributes });
      unit += reach;
    }
    index = end;
  }
  for (const change of changes) target.format(change.index, change.length, change.attributes);
}

/** What must change of a run's attributes. */
function differing(present: Record<string, unknown>, wanted: Attributes): Record<string, object | null> {
  const attributes: Record<string, object | null> = {};
  for (const name of Object.keys(textSchema.marks)) {
    const [was, will] = [present[name] ?? null, wanted[name] ?? null];
    const same = (was === null) === (will === null) && (name !== "link" || linkKey(was) === linkKey(will));
    if (!same) attributes[name] = will;
  }
  return attributes;
}

function linkKey(attributes: unknown): string {
  const link = attributes !== null && typeof attributes === "object" ? attributes : {};
  return JSON.stringify(["href" in link ? link.href : null, ("title" in link && link.title) || null]);
}
