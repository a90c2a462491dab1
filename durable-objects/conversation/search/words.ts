/** Words as the index has them: runs of letters and digits, without case and accents. */

import type { Message } from "../protocol.ts";

/** Something that a text must hold. */
export interface Term {
  /** Its words, folded; of more than one, they must follow each other. None for what has no letters, such as an emoji. */
  words: string[];
  /** Whether the last word may go on. */
  goesOn: boolean;
  /** As it was typed, folded; looked for where there are no words. */
  literal: string;
}

/** One word of a text, and where it stands in it. */
export interface PlacedWord {
  word: string;
  start: number;
  end: number;
}

/** What is written without spaces has each sign as a word. */
const UNSPACED = "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}";
const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}\\p{Co}])+`, "gu");
/** Where mentions lead says nothing that anyone would look for. */
const ADDRESS = /ensemble:[a-z-]+\/[\w-]+/g;

/** A term as it was typed: its last word's beginning, or the whole of it. */
export function termOf(typed: string, match: "beginning" | "whole"): Term {
  return { words: placed(typed).map(({ word }) => word), goesOn: match === "beginning", literal: fold(typed) };
}

/** What of a message is looked through: all that it shows, and where its links lead. */
export function searchable({ text, attachments }: Pick<Message, "text" | "attachments">): string {
  return [text.replaceAll(ADDRESS, ""), ...attachments.map(({ name }) => name)]
    .filter((part) => part !== "")
    .join("\n");
}

/** The words of a text in their order. */
export function placed(text: string): PlacedWord[] {
  return [...text.matchAll(WORD)].map(({ 0: found, index }) => ({
    word: fold(found),
    start: index,
    end: index + found.length,
  }));
}

/** Where a text holds a term, as ranges of it; empty where it does not. */
export function placesOf(term: Term, text: string, words: readonly PlacedWord[]): { start: number; end: number }[] {
  if (term.words.length === 0) return literalPlaces(term.literal, text);
  const places: { start: number; end: number }[] = [];
  const last = term.words.length - 1;
  for (let at = 0; at + last < words.length; at += 1) {
    const isHere = term.words.every((wanted, offset) => {
      const word = words[at + offset]?.word ?? "";
      return offset === last && term.goesOn ? word.startsWith(wanted) : word === wanted;
    });
    const [first, final] = [words[at], words[at + last]];
    if (isHere && first && final) places.push({ start: first.start, end: final.end });
  }
  return places;
}

/** The full-text query that finds every text in which these terms may be, or null where the index cannot tell. */
export function matchOf(terms: readonly Term[]): string | null {
  const parts = terms.flatMap(({ words, goesOn }) =>
    words.map((word, index) => `"${word}"${goesOn && index === words.length - 1 ? "*" : ""}`),
  );
  return parts.length > 0 ? parts.join(" AND ") : null;
}

function literalPlaces(literal: string, text: string): { start: number; end: number }[] {
  const start = literal === "" ? -1 : text.indexOf(literal);
  return start < 0 ? [] : [{ start, end: start + literal.length }];
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
