import type { Standing } from "./standing.ts";

/** How it stands, in a word or two. */
export function wordsOf(standing: Standing): string {
  switch (standing.name) {
    case "saved":
      return "Saved";
    case "saving":
      return "Saving…";
    case "connecting":
      return "Connecting…";
    case "offline":
      return standing.waiting > 0 ? `Offline · ${standing.waiting} to send` : "Offline";
    case "refused":
      return "Not saved";
    case "closed":
      return "Closed";
  }
}

/** The same in a sentence or two, where there is more to be said. */
export function sentenceOf(standing: Standing): string | null {
  switch (standing.name) {
    case "saved":
    case "saving":
    case "connecting":
      return null;
    case "offline":
      return `${standing.networked ? "The connection was lost. Reconnecting…" : "You are offline."} ${waitingOf(standing)}`;
    case "refused":
    case "closed":
      return standing.sentence;
  }
}

/** What is said aloud when it comes to stand so; less than is shown, and not for every saving. */
export function spokenOf(standing: Standing): string {
  switch (standing.name) {
    case "saved":
    case "saving":
    case "connecting":
      return "Back online. Everything is saved.";
    case "offline":
      return `${standing.networked ? "No connection to the server." : "Working offline."} What you do waits to be sent.`;
    case "refused":
    case "closed":
      return standing.sentence;
  }
}

const KEPT = {
  yes: "kept on this device until then",
  soon: "being kept on this device",
  no: "lost if you close this page before",
} as const;

function waitingOf({ waiting, kept }: Extract<Standing, { name: "offline" }>): string {
  if (waiting === 0) return "What you see may be behind.";
  return `${waiting === 1 ? "1 change waits" : `${waiting} changes wait`} to be sent, ${KEPT[kept]}.`;
}
