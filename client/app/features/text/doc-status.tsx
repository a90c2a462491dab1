import { clsx } from "clsx";
import { Check, CircleAlert, CloudOff, LoaderCircle } from "lucide-react";
import type { DocStatus, Kept } from "../../../sdk/doc/status.ts";

/** Whether what was written is saved, in a few true words. */
export function DocStatusLine({ status }: { status: DocStatus }) {
  const tone = toneOf(status);
  const Drawing = DRAWINGS[tone];
  return (
    <span
      className={clsx(
        "inline-flex items-center gap-1.5 text-sm [&_svg]:size-3.5 [&_svg]:shrink-0",
        tone === "warn" ? "text-warn" : tone === "bad" ? "font-medium text-danger" : "text-quiet",
      )}
      role="status"
      data-status={status.name}
    >
      <Drawing
        aria-hidden
        data-motion={tone === "busy" ? "keep" : undefined}
        className={clsx(tone === "good" && "text-good", tone === "busy" && "animate-turn")}
      />
      {wordsOf(status)}
    </span>
  );
}

const DRAWINGS = { good: Check, busy: LoaderCircle, warn: CloudOff, bad: CircleAlert } as const;

const OFFLINE_WORDS: Record<Kept, string> = {
  yes: "Offline: kept on this device",
  soon: "Offline: being kept on this device…",
  no: "Offline: not saved, keep this page open",
};

function wordsOf(status: DocStatus): string {
  switch (status.name) {
    case "connecting":
      return "Connecting…";
    case "saved":
      return "Saved";
    case "saving":
      return "Saving…";
    case "offline":
      if (!status.unsaved) return "Offline";
      return OFFLINE_WORDS[status.kept];
    case "refused":
      return "Not saved";
    case "closed":
      return "No longer open to you";
  }
}

function toneOf(status: DocStatus): keyof typeof DRAWINGS {
  switch (status.name) {
    case "saved":
      return "good";
    case "connecting":
    case "saving":
      return "busy";
    case "offline":
      return status.unsaved && status.kept === "no" ? "bad" : "warn";
    case "refused":
    case "closed":
      return "bad";
  }
}
