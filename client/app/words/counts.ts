/** As many are told; of more, only that there are: rooms count one more, and no further. */
const MOST = 99;

/** How many there are, where there is little room: `3`, or `99+`. */
export function countInShort(count: number): string {
  return count > MOST ? `${MOST}+` : String(count);
}

/** How many there are of something: "3 unread", "more than 99 unread". */
export function countInWords(count: number, of: string): string {
  return `${count > MOST ? `more than ${MOST}` : count} ${of}`;
}
