/** How the search of an address is written: plain words, and of several values all, with commas: `?label=bug,help`. */

/** The search of an address as its parts. A part that stands there twice is a list. */
export function parseSearch(search: string): Record<string, string | string[]> {
  const parts: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const known = parts[name];
    parts[name] = known === undefined ? value : [known, value].flat();
  }
  return parts;
}

/** The same back as text, with its `?`. What is undefined, empty or null is left out. */
export function stringifySearch(parts: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts)) {
    const text = Array.isArray(value) ? value.join(",") : String(value ?? "");
    if (text !== "") search.set(name, text);
  }
  // A comma needs no escape, and an address is read by people.
  const text = search.toString().replaceAll("%2C", ",");
  return text === "" ? "" : `?${text}`;
}
