import { type LucideIcon, Minus, OctagonAlert, SignalHigh, SignalLow, SignalMedium } from "lucide-react";
import type { Priority } from "../../../../durable-objects/workspace/board/protocol.ts";

const DRAWINGS: Record<Priority, LucideIcon> = {
  urgent: OctagonAlert,
  high: SignalHigh,
  medium: SignalMedium,
  low: SignalLow,
  none: Minus,
};

/** A priority as a drawing; whatever stands beside it says it in words. */
export function PriorityMark({ priority }: { priority: Priority }) {
  const Drawing = DRAWINGS[priority];
  return <Drawing aria-hidden className={priority === "urgent" ? "size-4 text-danger" : "size-4 text-quiet"} />;
}
