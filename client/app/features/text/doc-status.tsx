import type { DocStatus, Kept } from "../../../sdk/doc/status.ts";

/** Whether what was written is saved, in a few true words. */
export function DocStatusLine({ status }: { status: DocStatus }) {
  return (
    <span className={`doc-status doc-status-${toneOf(status)} small`} role="status" data-status={status.name}>
      <span className="doc-status-mark" aria-hidden="true" />
      {wordsOf(status)}
    </span>
  );
}

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
      return "Closed";
  }
}

function toneOf(status: DocStatus): "good" | "busy" | "warn" | "bad" {
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
