/** What an address asks to see of the past, made out of what is known by now; and how that is called. */
import type { DocVersion } from "../../../../durable-objects/doc/versions/protocol.ts";
import type { DocChange } from "../../../sdk/api/docs.ts";
import type { DocTarget } from "../../queries/docs.ts";
import { exactTime } from "../../words/dates.ts";
import { stopInWords, versionTitle } from "../../words/history.ts";
import { type HistoryLook, readTarget } from "./look.ts";
import type { Stops, Stretch } from "./use-stops.ts";

/** What is to be shown. */
export interface Showing {
  target: DocTarget;
  /** The change it is the end of, where it is one. */
  stop: DocChange | null;
  /** The stretch that change is in. */
  stretch: Stretch | null;
  /** What it is held against; `before` for the change before, null for nothing. */
  against: DocTarget | "before" | null;
  /** Whether what it is held against came later, so that the marks tell what has changed since. */
  isEarlier: boolean;
  /** Whether what changed is marked. */
  marks: "shown" | "hidden";
}

/** What of a look stays when one goes to another moment. */
export function keptIn({ against, changes }: HistoryLook): HistoryLook {
  return { against, changes };
}

/** What the address asks for, as far as it is known by now. */
export function showingOf(
  look: HistoryLook,
  { stops, stretches, versions }: Pick<Stops, "stops" | "stretches" | "versions">,
): Showing {
  const marks = look.changes === "hidden" ? "hidden" : "shown";
  const asked = readTarget(look.against);
  if (look.version !== undefined) {
    const target: DocTarget = { kind: "version", id: look.version };
    const isEarlier = isBefore(target, asked, versions);
    return { target, stop: null, stretch: null, against: asked, isEarlier, marks };
  }
  const stop = (look.at === undefined ? stops?.at(-1) : stops?.find(({ to }) => to >= (look.at ?? 0))) ?? null;
  const moment = look.at ?? stop?.to;
  const target: DocTarget = moment === undefined ? { kind: "now" } : { kind: "moment", at: moment };
  const stretch = stretches.find(({ changes }) => stop !== null && changes.includes(stop)) ?? null;
  return { target, stop, stretch, against: asked ?? "before", isEarlier: isBefore(target, asked, versions), marks };
}

/** Whether a target is of an earlier moment than another. */
function isBefore(target: DocTarget, other: DocTarget | null, versions: readonly DocVersion[]): boolean {
  const momentOf = (each: DocTarget) => {
    if (each.kind === "now") return Number.POSITIVE_INFINITY;
    if (each.kind === "moment") return each.at;
    return versions.find(({ id }) => id === each.id)?.moment ?? 0;
  };
  return other !== null && momentOf(target) < momentOf(other);
}

/** The moment that is shown, in words: what it is called, and as a sentence. */
export function wordsOf(
  { target, stop }: Showing,
  { versions }: Stops,
  now: number,
): { moment: string; sentence: string } {
  if (target.kind === "version") {
    const version = versions.find(({ id }) => id === target.id);
    const name = version ? versionTitle(version) : "a version";
    return { moment: name, sentence: version ? `${name}, as of ${exactTime(version.moment)}` : name };
  }
  if (!stop) return { moment: "now", sentence: "Now" };
  return { moment: `as of ${exactTime(stop.to)}`, sentence: stopInWords(stop, versions, now) };
}

/** What the ends of the slider are called. */
export function endsOf({ stops }: Stops): { oldest: string; newest: string } {
  const words = (stop: DocChange | undefined) => (stop ? exactTime(stop.to) : "");
  return { oldest: words(stops?.[0]), newest: words(stops?.at(-1)) };
}
