import { useEffect, useState } from "react";

const MINUTE_MS = 60_000;

/** The time, in ms since 1970; anew with each minute by the clock. */
export function useMinute(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), MINUTE_MS - (now % MINUTE_MS));
    return () => clearTimeout(timer);
  }, [now]);
  return now;
}
