import { clsx } from "clsx";
import type { LucideIcon } from "lucide-react";
import { ToggleGroup } from "radix-ui";

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; name: string; icon?: LucideIcon }[];
  onChange: (value: Value) => void;
  /** Whether names are shown beside the drawings; screen readers hear them in any case. */
  names?: "shown" | "heard" | undefined;
}

/** One of two to four, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  options,
  onChange,
  names = "shown",
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(picked) => {
        const option = options.find((each) => each.value === picked);
        // Empty when the chosen one is pressed again; one is always chosen.
        if (option) onChange(option.value);
      }}
      className="inline-flex rounded-md border border-line bg-sunk p-0.5"
    >
      {options.map(({ value: each, name, icon: Drawing }) => (
        <ToggleGroup.Item
          key={each}
          value={each}
          title={names === "heard" ? name : undefined}
          className={clsx(
            "inline-flex min-h-6.5 items-center gap-1.5 rounded-sm px-2 text-sm text-quiet hover:text-ink pointer-coarse:min-h-10 pointer-coarse:min-w-10 pointer-coarse:justify-center",
            "data-[state=on]:bg-raised data-[state=on]:text-ink data-[state=on]:shadow-card [&_svg]:size-4",
          )}
        >
          {Drawing ? <Drawing aria-hidden /> : null}
          <span className={names === "heard" ? "unseen" : undefined}>{name}</span>
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
