import { ChevronLeft, ChevronRight } from "lucide-react";
import { IconButton } from "../../design/icon-button.tsx";

interface PastSliderProps {
  /** How many moments there are. */
  length: number;
  /** The one that is shown, from 0, the oldest; -1 where a version is shown that is none of them. */
  index: number;
  /** The moment in one sentence. */
  words: string;
  /** What the ends are called. */
  ends: { oldest: string; newest: string };
  onMove: (index: number) => void;
}

/** A slider over the moments of the past: drag, arrow keys, Home and End. */
export function PastSlider({ length, index, words, ends, onMove }: PastSliderProps) {
  const isOff = length === 0;
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2">
        <IconButton
          icon={ChevronLeft}
          label="Earlier change"
          className="rtl:-scale-x-100"
          disabled={isOff || index === 0}
          onClick={() => onMove(index < 0 ? length - 1 : index - 1)}
        />
        <input
          type="range"
          className="h-8 min-w-0 flex-1 accent-accent pointer-coarse:h-11"
          aria-label="Moment of the past"
          aria-valuetext={words}
          min={0}
          max={Math.max(0, length - 1)}
          step={1}
          value={index < 0 ? Math.max(0, length - 1) : index}
          disabled={isOff}
          onChange={(event) => onMove(event.currentTarget.valueAsNumber)}
        />
        <IconButton
          icon={ChevronRight}
          label="Later change"
          className="rtl:-scale-x-100"
          disabled={isOff || index < 0 || index >= length - 1}
          onClick={() => onMove(index + 1)}
        />
      </div>
      <div className="flex justify-between gap-4 px-10 text-xs text-quiet" aria-hidden="true">
        <span>{ends.oldest}</span>
        <span>{ends.newest}</span>
      </div>
    </div>
  );
}
