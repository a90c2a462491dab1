import { AlarmClock, Trash2 } from "lucide-react";
import { EmptyState } from "../../design/empty-state.tsx";
import { IconButton } from "../../design/icon-button.tsx";
import { exactTime } from "../../words/dates.ts";
import { useOwnInbox } from "./own-inbox.ts";
import { useAsked } from "./use-asked.ts";

/** What one wants to be reminded of, the next first. */
export function Reminders() {
  const { inbox, state } = useOwnInbox();
  const asked = useAsked();
  if (!state) return null;
  const reminders = state.reminders.toSorted((a, b) => a.dueAt - b.dueAt);
  if (reminders.length === 0) {
    return (
      <EmptyState icon={AlarmClock} title="No reminders">
        A reminder comes into your inbox at its time. In a conversation, write /remind.
      </EmptyState>
    );
  }
  return (
    <ul className="grid grid-cols-1 divide-y divide-line" aria-label="Reminders">
      {reminders.map(({ id, note, dueAt }) => (
        <li key={id} className="flex items-center gap-3 px-3 py-2.5">
          <AlarmClock aria-hidden className="size-4 shrink-0 text-quiet" />
          <span className="min-w-0 flex-1">
            <span className="block wrap-anywhere" dir="auto">
              {note || "A message"}
            </span>
            <span className="text-sm text-quiet">{exactTime(dueAt)}</span>
          </span>
          <IconButton
            icon={Trash2}
            label={`Forget the reminder “${note || "a message"}”`}
            size="sm"
            onClick={() => asked(inbox?.forgetReminder(id))}
          />
        </li>
      ))}
    </ul>
  );
}
