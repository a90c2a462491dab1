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
  add: "M10 4v12M4 10h12",
  more: "M4.5 10h.01M10 10h.01M15.5 10h.01",
  close: "M5 5l10 10M15 5L5 15",
  check: "M4 6.5L6 8.5 9.5 4.5M12 7h5M4 13.5l2 2 3.5-4M12 14h5",
  blocked: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM5.2 5.2l9.6 9.6",
  branch: "M6 4v12M6 9h5a3 3 0 0 1 3 3v1",
  calendar: "M4 5.5h12v11H4zM4 9h12M7.5 3.5v3M12.5 3.5v3",
  archive: "M3.5 4.5h13v3h-13zM5 7.5v8h10v-8M8.5 11h3",
  link: "M8.5 11.5a3 3 0 0 0 4.3 0l2.4-2.4a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.4 2.4a3 3 0 0 0 4.3 4.3l1-1",
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
