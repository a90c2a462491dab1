/** The keys that projects get without being given one. */

/** What a name begins with that has no Latin letters. */
const NAMELESS = "PRJ";
const MAX_KEY_LENGTH = 10;
const MAX_INITIALS = 4;
/** Of one word alone, so many letters are taken at least. */
const MIN_LETTERS = 3;

/**
 * A key for a project of this name that is still free: its initials, or the first letters of its one word; where others
 * have those, more of its letters, and then numbers.
 */
export function keyFor(name: string, isFree: (key: string) => boolean): string {
  const [first, ...longer] = candidatesOf(name);
  const free = [first, ...longer].find(isFree);
  if (free !== undefined) return free;
  for (let count = 2; ; count += 1) {
    const key = `${first.slice(0, MAX_KEY_LENGTH - String(count).length)}${count}`;
    if (isFree(key)) return key;
  }
}

function candidatesOf(name: string): [string, ...string[]] {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toUpperCase();
  const words = plain.match(/[A-Z0-9]+/g) ?? [];
  const initials = startingWithLetter(words.map((word) => word.charAt(0)).join("")).slice(0, MAX_INITIALS);
  const letters = startingWithLetter(words.join("")).slice(0, MAX_KEY_LENGTH);
  const shortest = letters.slice(0, MIN_LETTERS) || NAMELESS;
  const longer = Array.from(letters.slice(MIN_LETTERS), (_, more) => letters.slice(0, MIN_LETTERS + more + 1));
  return initials.length > 1 ? [initials, shortest, ...longer] : [shortest, ...longer];
}

function startingWithLetter(text: string): string {
  return text.replace(/^[0-9]+/, "");
}
