/** Two texts held against each other: blocks are found again by what they say, and read word by word where they differ. */
import { diffArrays } from "diff";
import { type PastNode, wordsIn } from "../past/past-node.ts";
import { type Change, type MarkedNode, marked } from "./marked.ts";
import { formKey, keyOf } from "./same.ts";
import { compareLines } from "./words.ts";

/** Texts that differ in more blocks than this are shown as taken out and put in as a whole. */
const MOST_DIFFERENCES = 1_000;
/** Blocks taken out and put in at one place are matched only while there are at most this many pairs to look at. */
const MOST_PAIRS = 4_000;
/** Two blocks are the same one, changed, if they share at least this part of their words, or of their letters at both ends. */
const ALIKE = 0.4;

/** Answers one text that holds all that stands in either, in order, each marked with what became of it. */
export function compareTexts(before: readonly PastNode[], after: readonly PastNode[]): MarkedNode[] {
  const parts = diffArrays(before.map(keyOf), after.map(keyOf), { maxEditLength: MOST_DIFFERENCES });
  if (!parts) return [...whole(before, "deleted"), ...whole(after, "inserted")];
  const result: MarkedNode[] = [];
  let removed: PastNode[] = [];
  let added: PastNode[] = [];
  let [from, to] = [0, 0];
  const settle = () => {
    result.push(...matchBlocks(removed, added));
    [removed, added] = [[], []];
  };
  for (const part of parts) {
    if (part.removed) removed.push(...before.slice(from, from + part.count));
    else if (part.added) added.push(...after.slice(to, to + part.count));
    else {
      settle();
      result.push(...after.slice(to, to + part.count).map(plain));
    }
    if (!part.added) from += part.count;
    if (!part.removed) to += part.count;
  }
  settle();
  return result;
}

/** Finds, among blocks taken out and put in at one place, those that are the same ones changed; in order. */
function matchBlocks(removed: readonly PastNode[], added: readonly PastNode[]): MarkedNode[] {
  const result: MarkedNode[] = [];
  let [from, to] = [0, 0];
  for (const [was, is] of bestPairs(removed, added)) {
    result.push(...whole(removed.slice(from, was), "deleted"), ...whole(added.slice(to, is), "inserted"));
    const [old, now] = [removed[was], added[is]];
    if (old && now) result.push(compareBlocks(old, now));
    [from, to] = [was + 1, is + 1];
  }
  result.push(...whole(removed.slice(from), "deleted"), ...whole(added.slice(to), "inserted"));
  return result;
}

/** The pairs, by index, that agree most in sum without crossing. */
function bestPairs(removed: readonly PastNode[], added: readonly PastNode[]): [number, number][] {
  const width = added.length + 1;
  if (removed.length * added.length === 0 || removed.length * added.length > MOST_PAIRS) return [];
  const sayings = { removed: removed.map(sayingOf), added: added.map(sayingOf) };
  const likeness = (was: number, is: number) => {
    const [old, now] = [removed[was], added[is]];
    const [oldSaying, newSaying] = [sayings.removed[was], sayings.added[is]];
    return old && now && oldSaying && newSaying && mayPair(old, now) ? alike(oldSaying, newSaying) : 0;
  };
  const score = new Float64Array((removed.length + 1) * width);
  const at = (was: number, is: number) => score[was * width + is] ?? 0;
  for (let was = removed.length - 1; was >= 0; was -= 1) {
    for (let is = added.length - 1; is >= 0; is -= 1) {
      const like = likeness(was, is);
      const paired = like >= ALIKE ? like + at(was + 1, is + 1) : 0;
      score[was * width + is] = Math.max(paired, at(was + 1, is), at(was, is + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let [was, is] = [0, 0]; was < removed.length && is < added.length; ) {
    if (at(was, is) === at(was + 1, is)) was += 1;
    else if (at(was, is) === at(was, is + 1)) is += 1;
    else pairs.push([was++, is++]);
  }
  return pairs;
}

/** Lines turn into each other (a paragraph into a heading); what holds blocks only into its like. */
function mayPair(was: PastNode, is: PastNode): boolean {
  return was.type === is.type || (isLine(was) && isLine(is));
}

function isLine({ content }: PastNode): boolean {
  return content?.some(({ type }) => type === "text") ?? false;
}

function compareBlocks(was: PastNode, is: PastNode): MarkedNode {
  const { who, content: _, ...node } = is;
  const [old, now] = [was.content ?? [], is.content ?? []];
  const content = isLine(was) || isLine(is) ? compareLines(old, now) : compareTexts(old, now);
  const isChanged = formKey(was) !== formKey(is);
  return {
    ...node,
    ...(content.length > 0 ? { content } : {}),
    ...(isChanged ? { change: "changed" as const, ...(who === undefined ? {} : { who }) } : {}),
  };
}

/** Marks blocks with all they hold. */
function whole(nodes: readonly PastNode[], change: Change): MarkedNode[] {
  return nodes.map((node) => {
    const content = node.content && whole(node.content, change);
    return { ...marked(node, change), ...(content ? { content } : {}) };
  });
}

function plain({ who: _, content, ...node }: PastNode): MarkedNode {
  return { ...node, ...(content ? { content: content.map(plain) } : {}) };
}

/** What a block is known again by: its letters, and how often each word stands in it. */
interface Saying {
  letters: string;
  words: ReadonlyMap<string, number>;
  count: number;
}

function sayingOf(node: PastNode): Saying {
  const letters = wordsIn(node);
  const words = new Map<string, number>();
  let count = 0;
  for (const word of letters.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word === "") continue;
    words.set(word, (words.get(word) ?? 0) + 1);
    count += 1;
  }
  return { letters, words, count };
}

/** How much two blocks share, from 0 to 1. */
function alike(a: Saying, b: Saying): number {
  if (a.letters === b.letters) return 1;
  let shared = 0;
  for (const [word, count] of a.words) shared += Math.min(count, b.words.get(word) ?? 0);
  const ofWords = (2 * shared) / Math.max(1, a.count + b.count);
  return Math.max(ofWords, sharedEnds(a.letters, b.letters));
}

/** Which part of the longer of two texts they share at both ends, as when a word is written on. */
function sharedEnds(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  let [start, end] = [0, 0];
  while (start < least && a[start] === b[start]) start += 1;
  while (end < least - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return (start + end) / Math.max(1, a.length, b.length);
}
