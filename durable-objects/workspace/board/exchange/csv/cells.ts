/**
 * How values stand in the cells of our CSV, and how they are read back.
 *
 * A spreadsheet runs a cell that begins like a formula (OWASP, "CSV injection"), so such a cell gets an apostrophe in
 * front, which is also how a spreadsheet itself marks text. One that begins with apostrophes and then like a formula
 * gets one more. Reading takes one away from every cell of that form, so each text comes back exactly as it was. Plain
 * negative numbers are no formulas, and stay numbers.
 */

const FORMULA = /^'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const GUARDED = /^''*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** `text` as a cell that no spreadsheet runs. */
export function guardCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text that {@link guardCell} made this cell of; cells of other programs are mostly left as they are. */
export function readCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}

/** A quoted name, or all up to the next comma, semicolon or line break. */
const NAME = /[ \t]*(?:"((?:[^"]|"")*)"(?=[ \t]*(?:[,;\n\r]|$))|([^,;\n\r]+))/g;
const NEEDS_QUOTES = /[",;\n\r]|^\s|\s$/;

/** Names as one cell; a name with a separator in it stands in quotes. */
export function writeList(names: readonly string[]): string {
  return names.map((name) => (NEEDS_QUOTES.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(", ");
}

/** The names in a cell: separated by commas, semicolons or line breaks, each once. */
export function readList(cell: string): string[] {
  const names = new Set<string>();
  for (const [, quoted, plain] of cell.matchAll(NAME)) {
    const name = (quoted?.replaceAll('""', '"') ?? plain ?? "").trim();
    if (name) names.add(name);
  }
  return [...names];
}

const ITEM = /^(?:[-*+]\s+)?\[([ xX])\]\s*(.*)$/;
const BULLET = /^[-*+]\s+/;

/** A checklist as one cell: a line for each item, `[x]` before those that are done. */
export function writeChecklist(items: readonly { text: string; done: boolean }[]): string {
  return items.map(({ text, done }) => `[${done ? "x" : " "}] ${text.replace(/\s*[\r\n]+\s*/g, " ")}`).join("\n");
}

/** The items in a cell: a line for each, done with `[x]`, not done with `[ ]` or without a box. */
export function readChecklist(cell: string): { text: string; done: boolean }[] {
  return cell
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .map((line) => {
      const [, box, text] = ITEM.exec(line) ?? [];
      return box === undefined
        ? { text: line.replace(BULLET, ""), done: false }
        : { text: text ?? "", done: box !== " " };
    })
    .filter(({ text }) => text !== "");
}
