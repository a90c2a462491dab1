/** Line drawings on a 20 × 20 ground, drawn here because fonts differ in what signs they have. */
const PATHS = {
  heading: "M5 4v12M15 4v12M5 10h10",
  bold: "M6 4h5a3 3 0 0 1 0 6H6zM6 10h6a3 3 0 0 1 0 6H6z",
  italic: "M9 4h5M6 16h5M11.5 4l-3 12",
  code: "M7 6l-4 4 4 4M13 6l4 4-4 4",
  bullets: "M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01",
  numbers: "M9 5h8M9 10h8M9 15h8M3 4l1.5-.8V8M3 12.2c.8-1 2.6-.6 2.3.7L3 16h2.5",
  tasks: "M10 5h7M10 10h7M10 15h7M2.5 5l1.5 1.5L7 3.5M2.5 14l1.5 1.5L7 12.5",
  quote: "M4 4v12M8 6h9M8 10h9M8 14h6",
  undo: "M7 4L3 8l4 4M3 8h9a5 4 0 0 1 0 8H9",
  redo: "M13 4l4 4-4 4M17 8H8a5 4 0 0 0 0 8h3",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside or instead of words; screen readers pass over it, so what holds it must have a name. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg aria-hidden="true" width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor">
      <path d={PATHS[name]} strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
