import { clsx } from "clsx";
import { CircleAlert, CloudCheck, CloudOff, CloudUpload, type LucideIcon } from "lucide-react";
import { Tooltip } from "../../design/tooltip.tsx";
import type { Standing } from "./standing.ts";
import { useStanding } from "./standing-provider.tsx";
import { wordsOf } from "./words.ts";

const LOOKS: Record<Standing["name"], { icon: LucideIcon; tone: string }> = {
  saved: { icon: CloudCheck, tone: "text-quiet" },
  saving: { icon: CloudUpload, tone: "text-quiet" },
  connecting: { icon: CloudUpload, tone: "text-quiet" },
  offline: { icon: CloudOff, tone: "text-warn" },
  refused: { icon: CircleAlert, tone: "text-danger" },
  closed: { icon: CircleAlert, tone: "text-danger" },
};

/** Whether all that was done is saved, in a word or two; what is more is told by `OfflineNotice`. */
export function SaveStatus() {
  const standing = useStanding();
  const { icon: Icon, tone } = LOOKS[standing.name];
  return (
    <span
      className={clsx("inline-flex min-h-6 items-center gap-1.5 text-xs whitespace-nowrap tabular-nums", tone)}
      data-standing={standing.name}
    >
      <Icon className="size-4 shrink-0" aria-hidden />
      {wordsOf(standing)}
    </span>
  );
}

/** The same as a mark, where there is no room for words. */
export function SaveMark() {
  const standing = useStanding();
  const { icon: Icon, tone } = LOOKS[standing.name];
  const words = wordsOf(standing);
  return (
    <Tooltip label={words}>
      <span className={clsx("grid size-9 shrink-0 place-content-center", tone)} role="img" aria-label={words}>
        <Icon className="size-4" aria-hidden />
      </span>
    </Tooltip>
  );
}
