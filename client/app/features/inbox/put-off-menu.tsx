import { AlarmClockOff, CalendarClock, Clock } from "lucide-react";
import { MenuItem } from "../../design/menu.tsx";
import { exactTime } from "../../words/dates.ts";
import { putOffTimes } from "../times/put-off-times.ts";

interface PutOffItemsProps {
  /** When it comes back now; null while it is not away. */
  until: number | null;
  onPick: (until: number | null) => void;
  /** Any other time is asked for. */
  onAsk: () => void;
}

/** The times to which something can be put off. */
export function PutOffItems({ until, onPick, onAsk }: PutOffItemsProps) {
  const now = Date.now();
  return (
    <>
      {until !== null && until > now ? (
        <MenuItem icon={AlarmClockOff} onSelect={() => onPick(null)}>
          Bring it back now
        </MenuItem>
      ) : null}
      {putOffTimes(now).map(({ id, name, until: at }) => (
        <MenuItem key={id} icon={Clock} onSelect={() => onPick(at)}>
          {name}
          <span className="text-quiet"> · {exactTime(at)}</span>
        </MenuItem>
      ))}
      <MenuItem icon={CalendarClock} onSelect={onAsk}>
        Another time…
      </MenuItem>
    </>
  );
}
