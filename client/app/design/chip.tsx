import { clsx } from "clsx";
import type { ReactNode } from "react";

const TONES = {
  calm: "bg-hover text-ink",
  accent: "bg-accent-soft text-accent",
  warn: "bg-warn-soft text-warn",
  danger: "bg-danger-soft text-danger",
  good: "bg-good-soft text-good",
} as const;

/** A fact in a word or two. */
export function Chip({
  tone = "calm",
  colour,
  title,
  children,
}: {
  tone?: keyof typeof TONES | undefined;
  /** Of a label or a column, shown as a dot before the words, so that the words stay legible. */
  colour?: string | undefined;
  title?: string | undefined;
  children: ReactNode;
}) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex max-w-full items-center gap-1 rounded-full px-2 py-px text-xs font-medium [&_svg]:size-3.5 [&_svg]:shrink-0",
        TONES[tone],
      )}
    >
      {colour ? <Dot colour={colour} /> : null}
      {children}
    </span>
  );
}

/** The colour that something was given. */
export function Dot({ colour }: { colour: string }) {
  return <span aria-hidden className="size-2 shrink-0 rounded-full" style={{ background: colour }} />;
}
