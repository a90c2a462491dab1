/** True when every word of `query` begins a word of `text`, whatever its case and accents. */
export function soundsLike(text: string, query: string): boolean {
  const words = folded(text).split(/[\s-]+/);
  return folded(query)
    .split(/\s+/)
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function folded(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
}
