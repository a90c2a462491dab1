import { diffArrays } from "diff";
import type { PastNode } from "../past/past-node.ts";
import { type Change, type MarkedNode, marked } from "./marked.ts";
import { formKey, keyOf } from "./same.ts";

/** A line that differs in more places than this is shown as taken out and put in as a whole. */
const MOST_DIFFERENCES = 1_500;

/** A word, a sign, a space, or something else that stands in a line; in the pieces it is made of. */
interface Token {
  words: string;
  pieces: PastNode[];
}

/** Holds two lines of text against each other, word by word. */
export function compareLines(before: readonly PastNode[], after: readonly PastNode[]): MarkedNode[] {
  const [was, is] = [tokensOf(before), tokensOf(after)];
  const pieces = chunksOf(was, is).flatMap(({ kept, removed, added }) => [
    ...kept.flatMap(([from, to]) => keptPieces(from, to)),
    ...removed.flatMap((token) => piecesOf(token, "deleted")),
    ...added.flatMap((token) => piecesOf(token, "inserted")),
  ]);
  return pieces.reduce(joinAlike, []);
}

/** Puts a text behind the one before where nothing but their words tells them apart. */
function joinAlike(pieces: MarkedNode[], piece: MarkedNode): MarkedNode[] {
  const last = pieces.at(-1);
  const isAlike = last?.change === piece.change && last?.who === piece.who;
  if (!isAlike || last?.text === undefined || piece.text === undefined || formKey(last) !== formKey(piece)) {
    pieces.push(piece);
  } else {
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  }
  return pieces;
}

/** What stands in both, and behind it what was taken out and put in there. */
interface Chunk {
  kept: [Token, Token][];
  removed: Token[];
  added: Token[];
}

function chunksOf(was: readonly Token[], is: readonly Token[]): Chunk[] {
  const parts = diffArrays(
    was.map(({ words }) => words),
    is.map(({ words }) => words),
    { maxEditLength: MOST_DIFFERENCES },
  );
  if (!parts) return [{ kept: [], removed: [...was], added: [...is] }];
  const chunks: Chunk[] = [{ kept: [], removed: [], added: [] }];
  let [from, to] = [0, 0];
  for (const { added, removed, count } of parts) {
    const last = chunks.at(-1);
    if (removed) last?.removed.push(...was.slice(from, from + count));
    else if (added) last?.added.push(...is.slice(to, to + count));
    else chunks.push({ kept: pairs(was.slice(from, from + count), is.slice(to, to + count)), removed: [], added: [] });
    if (!added) from += count;
    if (!removed) to += count;
  }
  return chunks.reduce(joinAcrossSpace, []);
}

function pairs(was: readonly Token[], is: readonly Token[]): [Token, Token][] {
  return was.flatMap((token, index): [Token, Token][] => {
    const other = is[index];
    return other ? [[token, other]] : [];
  });
}

/** Two changes with nothing but a space between read better as one. */
function joinAcrossSpace(chunks: Chunk[], chunk: Chunk): Chunk[] {
  const last = chunks.at(-1);
  const isChanged = ({ removed, added }: Chunk) => removed.length > 0 && added.length > 0;
  const [space] = chunk.kept;
  const bridges = chunk.kept.length === 1 && space?.[0].words.trim() === "";
  if (!last || !space || !bridges || !isChanged(last) || !isChanged(chunk)) return [...chunks, chunk];
  last.removed.push(space[0], ...chunk.removed);
  last.added.push(space[1], ...chunk.added);
  return chunks;
}

function keptPieces(from: Token, to: Token): MarkedNode[] {
  const form = ({ pieces }: Token) => pieces.map((piece) => `${formKey(piece)}${piece.text?.length}`).join("|");
  const isSame = form(from) === form(to) || formsOf(from) === formsOf(to);
  return to.pieces.map((piece) => (isSame ? plain(piece) : marked(piece, "changed")));
}

/** The marks of a token where they are the same throughout. */
function formsOf({ pieces }: Token): string {
  return [...new Set(pieces.map(formKey))].join("|");
}

function plain({ who: _, ...piece }: PastNode): MarkedNode {
  return { ...piece, ...(piece.content ? { content: piece.content.map(plain) } : {}) };
}

/** A word is whose who changed a part of it. */
function piecesOf({ pieces }: Token, change: Change): MarkedNode[] {
  const who = pieces.find((piece) => piece.who !== undefined)?.who;
  return pieces.map((piece) =>
    marked(piece.who === undefined && who !== undefined ? { ...piece, who } : piece, change),
  );
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

function tokensOf(line: readonly PastNode[]): Token[] {
  const tokens: Token[] = [];
  let run: PastNode[] = [];
  const endRun = () => {
    tokens.push(...wordsOf(run));
    run = [];
  };
  for (const node of line) {
    if (node.text !== undefined) run.push(node);
    else {
      endRun();
      tokens.push({ words: `\u{FFFC}${keyOf(node)}`, pieces: [node] });
    }
  }
  endRun();
  return tokens;
}

/** Cuts neighbouring texts into words, wherever one text ends and the next begins. */
function wordsOf(run: readonly PastNode[]): Token[] {
  const text = run.map((node) => node.text ?? "").join("");
  const tokens: Token[] = [];
  let [index, used] = [0, 0];
  for (const { segment } of segmenter.segment(text)) {
    const pieces: PastNode[] = [];
    for (let left = segment.length; left > 0; ) {
      const node = run[index];
      if (!node) break;
      const piece = (node.text ?? "").slice(used, used + left);
      if (piece !== "") pieces.push({ ...node, text: piece });
      left -= piece.length;
      used += piece.length;
      if (used >= (node.text ?? "").length) [index, used] = [index + 1, 0];
    }
    tokens.push({ words: segment, pieces });
  }
  return tokens;
}
