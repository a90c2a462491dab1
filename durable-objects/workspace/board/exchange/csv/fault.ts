/** A cell whose value could not be taken over, and why. */
export class CellFault extends Error {
  override name = "CellFault";
}

/** The longest part of a cell that a message repeats, in UTF-16 units. */
const SHOWN_LENGTH = 60;

/** A cell as a message may repeat it. */
export function shown(text: string): string {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}
