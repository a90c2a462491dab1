import type { Label } from "../../../../durable-objects/workspace/board/protocol.ts";

/** A label: its colour as a dot, since no colour that people choose can be trusted to carry letters. */
export function LabelChip({ label }: { label: Pick<Label, "name" | "colour"> }) {
  return (
    <span className="fact label-chip" dir="auto">
      <span className="dot" style={{ background: label.colour }} />
      {label.name}
    </span>
  );
}
