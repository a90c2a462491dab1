import { clsx } from "clsx";
import { Command as Cmdk } from "cmdk";
import { Check, ChevronRight } from "lucide-react";
import { Kbd } from "../../design/kbd.tsx";
import { SURFACE_ROW } from "../../design/surface.ts";
import type { Choice, Command } from "../shortcuts/command.ts";

interface PaletteRowProps {
  choice: Choice | Command;
  onChoose: () => void;
}

/** One of the things that the palette offers. */
export function PaletteRow({ choice, onChoose }: PaletteRowProps) {
  const { id, words, icon: Drawing = ChevronRight, keys, leading, detail, chosen } = { ...NOTHING, ...choice };
  return (
    <Cmdk.Item value={id} onSelect={onChoose} className={clsx(SURFACE_ROW, "min-h-9 gap-3 px-3")}>
      <span className="grid size-4 shrink-0 place-content-center text-quiet">{leading ?? <Drawing aria-hidden />}</span>
      <span className="min-w-0 flex-1 truncate" dir="auto">
        {words}
      </span>
      {detail ? (
        <span className="max-w-2/5 truncate text-xs text-quiet" dir="auto">
          {detail}
        </span>
      ) : null}
      {chosen ? (
        <>
          <Check aria-hidden className="text-accent" />
          <span className="unseen">(chosen)</span>
        </>
      ) : null}
      {keys ? (
        <span className="pointer-coarse:hidden">
          <Kbd keys={keys} />
        </span>
      ) : null}
    </Cmdk.Item>
  );
}

const NOTHING: Partial<Choice & Command> = {};
