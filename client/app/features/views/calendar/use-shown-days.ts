import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { useBoardPage } from "../../board/board-page.tsx";
import type { Span } from "./calendar-head.tsx";

/** Which days the calendar shows, as the address says, and the ways to others. */
interface ShownDays {
  /** A day of what is shown. */
  day: string;
  span: Span;
  /** Goes to where a day is: a step to go back from. */
  go: (day: string) => void;
  /** Goes there in place of what is shown, as when a task is carried over the edge. */
  follow: (day: string) => void;
  spread: (span: Span) => void;
}

/** Reads out of the address which days the calendar shows; today's month unless it says otherwise. */
export function useShownDays(): ShownDays {
  const { today } = useBoardPage();
  const navigate = useNavigate();
  const { month, week } = useSearch({ from: "/in/w/$workspace/projects/$project" });
  return useMemo(() => {
    const span: Span = week === undefined ? "month" : "week";
    const day = week ?? dayIn(month, today);
    const show = (to: string, over: Span, replace: boolean) => {
      const days = over === "week" ? { week: to, month: undefined } : { month: to.slice(0, 7), week: undefined };
      void navigate({ to: ".", search: (now) => ({ ...now, ...days }), replace });
    };
    return {
      day,
      span,
      go: (to) => show(to, span, false),
      follow: (to) => {
        if (span === "week" || !to.startsWith(day.slice(0, 7))) show(to, span, true);
      },
      spread: (over) => show(day, over, false),
    };
  }, [month, week, today, navigate]);
}

/** Today in its own month, and in any other the first. */
function dayIn(month: string | undefined, today: string): string {
  return month === undefined || today.startsWith(month) ? today : `${month}-01`;
}
