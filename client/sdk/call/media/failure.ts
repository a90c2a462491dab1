import { z } from "zod";
import type { MediaFailure, Source } from "../local.ts";

/** Devices are hidden from this page, or this browser knows none. */
export class MediaUnavailable extends Error {
  readonly failure: "insecure" | "unsupported";

  constructor(failure: "insecure" | "unsupported") {
    super(failure);
    this.failure = failure;
  }
}

/** Why a medium could not be opened. Browsers say it by the name of what they throw, and some only in its words. */
export function failureOf(source: Source, cause: unknown): MediaFailure {
  if (cause instanceof MediaUnavailable) return cause.failure;
  const { name, message } = said(cause);
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      if (/system/i.test(message)) return "blocked_by_system";
      // Of a screen one is always asked, and what is forbidden cannot be told from a question that was closed.
      return source === "screen" || /dismiss/i.test(message) ? "cancelled" : "denied";
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
    case "OverconstrainedError":
      return "none";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "in_use";
    case "InvalidStateError":
      return source === "screen" ? "cancelled" : "unknown";
    case "NotSupportedError":
      return "unsupported";
    default:
      return "unknown";
  }
}

/** Not all that browsers throw is an `Error`. */
const Said = z.object({ name: z.string(), message: z.string().catch("") });

function said(cause: unknown): z.infer<typeof Said> {
  return Said.safeParse(cause).data ?? { name: "", message: "" };
}
