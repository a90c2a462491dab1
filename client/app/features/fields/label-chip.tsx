import type { Label } from "../../../../durable-objects/workspace/board/protocol.ts";
import { Chip } from "../../design/chip.tsx";

/** A label: its colour as a dot, since no colour that people choose can be trusted to carry letters. */
export function LabelChip({ label }: { label: Pick<Label, "name" | "colour"> }) {
  return (
    <Chip colour={label.colour}>
      <span className="truncate" dir="auto">
        {label.name}
      </span>
    </Chip>
  );
}
