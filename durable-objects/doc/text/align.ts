/** Which of the present nodes stay, change or go, so that a list of wanted nodes comes to stand in their place. */
import { diffArrays } from "diff";
import type { TreeNode } from "./tree.ts";

/** A node with its key from project.ts; "" means that Markdown does not show it. */
export interface Keyed {
  key: string;
  tree: TreeNode;
}

export type Step =
  | { type: "keep"; present: number; wanted: number | null }
  | { type: "change"; present: number; wanted: number }
  | { type: "remove"; present: number }
  | { type: "insert"; wanted: number };

/** Beyond this many differences the search for what is common stops, and all between the equal ends is one gap. */
const MAX_DIFFERENCES = 1_000;
/** A gap with more possible pairs than this is paired in order, not by likeness. */
const MAX_PAIRS = 40_000;

/**
 * Aligns two lists in order: equal keys stay, the like ones between them are changed in place (so that what others
 * type into them meanwhile survives), the rest is inserted or removed. What Markdown does not show is never removed.
 */
export function align(present: readonly Keyed[], wanted: readonly Keyed[]): Step[] {
  const steps: Step[] = [];
  let p = 0;
  let w = 0;
  for (const [keptPresent, keptWanted] of [...anchors(present, wanted), [present.length, wanted.length] as const]) {
    steps.push(...pair(present, p, keptPresent, wanted, w, keptWanted));
    if (keptPresent < present.length) steps.push({ type: "keep", present: keptPresent, wanted: keptWanted });
    p = keptPresent + 1;
    w = keptWanted + 1;
  }
  return steps;
}

/** Index pairs of a longest common subsequence of the keys that show. */
function anchors(present: readonly Keyed[], wanted: readonly Keyed[]): (readonly [number, number])[] {
  const shown = present.flatMap(({ key }, index) => (key === "" ? [] : [index]));
  const keys = shown.map((index) => present[index]?.key ?? "");
  const wantedKeys = wanted.map(({ key }) => key);
  const changes = diffArrays(keys, wantedKeys, { maxEditLength: MAX_DIFFERENCES });
  const pairs: (readonly [number, number])[] = [];
  const add = (from: number, to: number) => {
    const index = shown[from];
    if (index !== undefined) pairs.push([index, to]);
  };
  if (!changes) {
    let head = 0;
    while (head < keys.length && head < wantedKeys.length && keys[head] === wantedKeys[head]) add(head, head++);
    let tail = 0;
    while (
      head + tail < Math.min(keys.length, wantedKeys.length) &&
      keys[keys.length - 1 - tail] === wantedKeys[wantedKeys.length - 1 - tail]
    ) {
      tail += 1;
    }
    for (; tail > 0; tail -= 1) add(keys.length - tail, wantedKeys.length - tail);
    return pairs;
  }
  let from = 0;
  let to = 0;
  for (const change of changes) {
    if (!change.added && !change.removed) {
      for (let offset = 0; offset < change.count; offset += 1) add(from + offset, to + offset);
    }
    if (!change.added) from += change.count;
    if (!change.removed) to += change.count;
  }
  return pairs;
}

/** Pairs what lies between two anchors by likeness, in order, and decides on the rest. */
function pair(
  present: readonly Keyed[],
  presentFrom: number,
  presentTo: number,
  wanted: readonly Keyed[],
  wantedFrom: number,
  wantedTo: number,
): Step[] {
  const rows = presentTo - presentFrom;
  const columns = wantedTo - wantedFrom;
  const left = present.slice(presentFrom, presentTo).map(profile);
  const right = wanted.slice(wantedFrom, wantedTo).map(profile);
  const score = rows * columns > MAX_PAIRS ? positional : likeness;
  // best[i][j]: the highest sum of likeness when pairing from present i and wanted j on.
  const best: Float64Array[] = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  if (score === likeness) {
    for (let i = rows - 1; i >= 0; i -= 1) {
      for (let j = columns - 1; j >= 0; j -= 1) {
        const alike = score(left[i], right[j]);
        const row = best[i];
        if (row) row[j] = Math.max(at(i + 1, j), at(i, j + 1), alike > 0 ? alike + at(i + 1, j + 1) : 0);
      }
    }
  }
  const steps: Step[] = [];
  let i = 0;
  let j = 0;
  while (i < rows || j < columns) {
    const alike = i < rows && j < columns ? score(left[i], right[j]) : 0;
    if (alike > 0 && (score === positional || at(i, j) === alike + at(i + 1, j + 1))) {
      steps.push({ type: "change", present: presentFrom + i++, wanted: wantedFrom + j++ });
    } else if (j < columns && (i >= rows || score === positional || at(i, j) === at(i, j + 1))) {
      steps.push({ type: "insert", wanted: wantedFrom + j++ });
    } else {
      const index = presentFrom + i++;
      const shows = present[index]?.key !== "";
      steps.push(shows ? { type: "remove", present: index } : { type: "keep", present: index, wanted: null });
    }
  }
  return steps;
}

interface Profile {
  type: string;
  words: Map<string, number>;
  count: number;
}

function profile({ tree }: Keyed): Profile {
  const words = new Map<string, number>();
  let count = 0;
  for (const word of textOf(tree).match(/[\p{L}\p{N}]+/gu) ?? []) {
    words.set(word, (words.get(word) ?? 0) + 1);
    count += 1;
  }
  return { type: tree.type.replace("tableHeader", "tableCell"), words, count };
}

function textOf(tree: TreeNode): string {
  return tree.text ?? (tree.content ?? []).map(textOf).join(tree.type === "paragraph" ? "" : " ");
}

/** 0 for nodes that cannot become each other; else more than 0, up to 1.1 for the same words (Dice's coefficient). */
function likeness(a: Profile | undefined, b: Profile | undefined): number {
  if (!a || !b || a.type !== b.type) return 0;
  // By the words of the smaller one: a huge block among many small ones is else read once for each of them.
  const [fewer, more] = a.words.size <= b.words.size ? [a.words, b.words] : [b.words, a.words];
  let common = 0;
  for (const [word, count] of fewer) common += Math.min(count, more.get(word) ?? 0);
  const total = a.count + b.count;
  return 0.1 + (total === 0 ? 0 : (2 * common) / total);
}

function positional(a: Profile | undefined, b: Profile | undefined): number {
  return a && b && a.type === b.type ? 1 : 0;
}
