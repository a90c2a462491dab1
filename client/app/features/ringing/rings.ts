import type { Notification, Thing } from "../../../../durable-objects/inbox/protocol.ts";

/** A call that its user is called to now. */
export interface Ring {
  /** This ring of it: called again, it is another. */
  key: string;
  /** What tells of it in the inbox. */
  id: string;
  workspace: string;
  call: string;
  by: string;
  byName: string;
  /** What it is about, as its reader calls it. */
  title: string;
}

/** Those that ring, the first first. */
export function ringsIn(notifications: readonly Notification[]): readonly Ring[] {
  return notifications.flatMap((notification) => ringOf(notification) ?? []).toReversed();
}

function ringOf({ id, thing, by, byName, title, ring, snoozedUntil }: Notification): Ring | null {
  if (ring?.state !== "ringing" || snoozedUntil !== null || !isCall(thing)) return null;
  const { workspace, call } = thing;
  return { key: `${id} ${ring.until}`, id, workspace, call, by: by ?? "", byName: byName ?? "Someone", title };
}

function isCall(thing: Thing): thing is Extract<Thing, { type: "call" }> {
  return thing.type === "call";
}
