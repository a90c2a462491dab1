import { usePersonColour } from "./person-colours.ts";

/** A person as a coloured disc with their initials; its name is the person's, for pointers and screen readers. */
export function Avatar({ user, name, size = "full" }: { user: string; name: string; size?: "full" | "small" }) {
  const colourOf = usePersonColour();
  return (
    <span
      className={size === "small" ? "avatar avatar-small" : "avatar"}
      style={{ background: colourOf(user) }}
      role="img"
      aria-label={name}
      title={name}
    >
      <span aria-hidden="true">{initialsOf(name)}</span>
    </span>
  );
}

/** The first letters of the first and the last word of a name, as its readers see letters. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = "", last = ""] = [words[0], words.length > 1 ? words.at(-1) : ""];
  return [first, last].map((word) => firstLetter(word).toLocaleUpperCase()).join("");
}

const letters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment;
  return "";
}
