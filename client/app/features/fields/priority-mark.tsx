import { type LucideIcon, Minus, SignalHigh, SignalLow, SignalMedium, TriangleAlert } from "lucide-react";
import type { Priority } from "../../../../durable-objects/workspace/board/protocol.ts";

const DRAWINGS: Record<Priority, LucideIcon> = {
  urgent: TriangleAlert,
  high: SignalHigh,
  medium: SignalMedium,
  low: SignalLow,
  none: Minus,
};

const TONES: Record<Priority, string> = {
  urgent: "text-danger",
  high: "text-warn",
  medium: "text-quiet",
  low: "text-quiet",
  none: "text-quiet",
};

/** A priority as a drawing; whatever stands beside it says it in words. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const Drawing = DRAWINGS[priority];
  return <Drawing aria-hidden className={`size-4 ${TONES[priority]}`} />;
}
