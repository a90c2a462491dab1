import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { useId } from "react";

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; icon?: LucideIcon }[];
  onChange: (value: Value) => void;
  /** Whether names are shown beside the drawings; screen readers hear them in any case. */
  names?: "shown" | "heard" | undefined;
}

/** One of two to four, all in sight: radio buttons by their nature, so that arrow keys choose. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  names = "shown",
}: SegmentedProps<Value>) {
  const group = useId();
  return (
    <div role="radiogroup" aria-label={label} className="inline-flex rounded-md border border-line bg-sunk p-0.5">
      {options.map(({ value: each, name, icon: Drawing }) => (
        <label
          key={each}
          title={names === "heard" ? name : undefined}
          className={clsx(
            "relative inline-flex min-h-6.5 cursor-pointer items-center gap-1.5 rounded-sm px-2 text-sm text-quiet hover:text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10 pointer-coarse:justify-center",
            "has-checked:bg-raised has-checked:text-ink has-checked:shadow-card has-focus-visible:outline-2 has-focus-visible:outline-focus [&_svg]:size-4",
          )}
        >
          <input
            type="radio"
            name={group}
            value={each}
            checked={each === value}
            onChange={() => onChange(each)}
            className="absolute inset-0 cursor-pointer appearance-none outline-none"
          />
          {Drawing ? <Drawing aria-hidden /> : null}
          <span className={names === "heard" ? "unseen" : undefined}>{name}</span>
        </label>
      ))}
    </div>
  );
}
