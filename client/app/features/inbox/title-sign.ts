import { countInShort } from "../../words/counts.ts";

/** How many are unread, as it stands before a page's title. */
const SIGN = /^\(\d+\+?\) /;

/** A title as the page gave it, without what was put before it. */
export function plainTitle(title: string): string {
  return title.replace(SIGN, "");
}

/** A title with how many are unread before it. */
export function signedTitle(title: string, unread: number): string {
  const plain = plainTitle(title);
  return unread === 0 ? plain : `(${countInShort(unread)}) ${plain}`;
}
