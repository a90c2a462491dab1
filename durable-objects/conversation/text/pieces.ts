/**
 * What the room must know of a message's Markdown: what of it is code, and where its links lead. Read in one pass of its
 * own and not by the app's parser: some texts take that one seconds, and the room's time belongs to everyone in it.
 */

/** A run of text, code, or a link with its words. */
export type Piece = { kind: "text" | "code"; text: string } | { kind: "link"; text: string; url: string };

const FENCE = /^ {0,3}(`{3,})[^`]*$|^ {0,3}(~{3,})/;
/** What makes a line a quote, a heading or an item. */
const BLOCK_MARKS = /^[ \t]*(?:>[ \t]?|#{1,6}[ \t]+|[-+*][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,9}[.)][ \t]+)+/;
/** Where something other than text may begin: an escaped sign, code, a link, an address. */
const BEGINNING =
  /\\[!-/:-@[-`{-~]|`+|!?\[|<(?:https?:\/\/[^\s<>]{1,2000})>|https?:\/\/[^\s<>]{1,2000}|(?<![\p{L}\p{N}.])www\.[^\s<>]{1,2000}/giu;
/** Every part is bounded, and none can be read in two ways, so that no text takes long. */
const LINK =
  /!?\[((?:[^[\]\\]|\\.){0,500})\]\(\s{0,8}(?:<([^<>\n]{0,2000})>|((?:[^\s()\\]|\\.|\([^\s()]{0,500}\)){0,2000}))(?:\s{1,8}(?:"[^"]{0,500}"|'[^']{0,500}'))?\s{0,8}\)/suy;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;

/** The pieces of a message, in order; lines end in text. */
export function* piecesOf(markdown: string): IterableIterator<Piece> {
  let fence: string | null = null;
  let paragraph = "";
  for (const line of markdown.split(/\r\n?|\n/)) {
    if (fence !== null) {
      const isEnd = line.trim().length >= fence.length && line.trim() === (fence[0] ?? "").repeat(line.trim().length);
      if (isEnd) fence = null;
      else yield { kind: "code", text: `${line}\n` };
      continue;
    }
    const [, ticks, tildes] = FENCE.exec(line) ?? [];
    fence = ticks ?? tildes ?? null;
    if (fence === null) paragraph += `${line.replace(BLOCK_MARKS, "")}\n`;
    // Code and links end with their paragraph.
    if (fence === null && line.trim() !== "") continue;
    yield* inline(paragraph);
    paragraph = "";
  }
  yield* inline(paragraph);
}

function* inline(paragraph: string): IterableIterator<Piece> {
  const ticks = new Ticks(paragraph);
  let at = 0;
  for (let found = nextIn(paragraph, at); found; found = nextIn(paragraph, at)) {
    const [sign] = found;
    const { index } = found;
    if (index > at) yield { kind: "text", text: paragraph.slice(at, index) };
    at = index + sign.length;
    if (sign.startsWith("\\")) {
      yield { kind: "text", text: sign.slice(1) };
    } else if (sign.startsWith("`")) {
      const end = ticks.closing(index, sign.length);
      yield end === null ? { kind: "text", text: sign } : { kind: "code", text: paragraph.slice(at, end) };
      if (end !== null) at = end + sign.length;
    } else if (sign.endsWith("[")) {
      LINK.lastIndex = index;
      const link = LINK.exec(paragraph);
      yield link ? linkOf(link) : { kind: "text", text: sign };
      if (link) at = LINK.lastIndex;
    } else {
      const address = sign.startsWith("<") ? sign.slice(1, -1) : trimmed(sign);
      yield { kind: "link", text: address, url: /^www\./i.test(address) ? `http://${address}` : address };
      if (!sign.startsWith("<")) at = index + address.length;
    }
  }
  if (at < paragraph.length) yield { kind: "text", text: paragraph.slice(at) };
}

function nextIn(paragraph: string, at: number): RegExpExecArray | null {
  BEGINNING.lastIndex = at;
  return BEGINNING.exec(paragraph);
}

function linkOf([, words = "", bracketed, plain = ""]: RegExpExecArray): Piece {
  return { kind: "link", text: words.replace(ESCAPED, "$1"), url: (bracketed ?? plain).replace(ESCAPED, "$1") };
}

/** A bare address without the punctuation of the sentence around it. */
function trimmed(address: string): string {
  const bare = address.replace(/[.,:;!?'"*_~]{1,50}$/, "");
  const isOpen = bare.endsWith(")") && !bare.includes("(");
  return isOpen ? bare.replace(/\){1,50}$/, "") : bare;
}

/** Runs of backticks in a paragraph: code ends at the next run as long as the one it began with. */
class Ticks {
  readonly #places = new Map<number, number[]>();

  constructor(paragraph: string) {
    for (const { 0: run, index } of paragraph.matchAll(/`+/g)) {
      const places = this.#places.get(run.length);
      if (places) places.push(index);
      else this.#places.set(run.length, [index]);
    }
  }

  /** Where the code ends that began at `index`, or null. Asked in the order of the text. */
  closing(index: number, length: number): number | null {
    const places = this.#places.get(length) ?? [];
    while (places[0] !== undefined && places[0] <= index) places.shift();
    return places[0] ?? null;
  }
}
