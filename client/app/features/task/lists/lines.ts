/** The entries that a text is made of: its lines, without the marks of a list, cut to what may be typed. */
export function linesOf(text: string, maxLength: number): string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) =>
      line
        .replace(/^\s*(?:[-*•]|\d+[.)])?\s*(?:\[[ xX]?\])?\s+/u, "")
        .trim()
        .slice(0, maxLength),
    )
    .filter(Boolean);
}
