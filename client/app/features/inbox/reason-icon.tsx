import {
  AlarmClock,
  AtSign,
  CalendarClock,
  CircleDot,
  type LucideIcon,
  MessageSquare,
  MessagesSquare,
  UserRoundCheck,
  UserRoundPlus,
  Video,
} from "lucide-react";
import type { Reason } from "../../../../durable-objects/inbox/protocol.ts";
import { reasonName } from "../../words/inbox.ts";

const ICONS: Record<Reason, LucideIcon> = {
  mention: AtSign,
  message: MessageSquare,
  reply: MessagesSquare,
  assigned: UserRoundCheck,
  changed: CircleDot,
  due: CalendarClock,
  invited: UserRoundPlus,
  reminder: AlarmClock,
  call: Video,
};

/** Why one was notified, as a drawing. */
export function ReasonIcon({ reason }: { reason: Reason }) {
  const Drawing = ICONS[reason];
  return <Drawing aria-label={reasonName(reason)} className="size-4 shrink-0 text-quiet" />;
}
