/** A doc's past in words. */
import type { DocVersion } from "../../../durable-objects/doc/versions/protocol.ts";
import type { DocChange } from "../../sdk/api/docs.ts";
import { agoInWords, exactTime } from "./dates.ts";
import { inARow } from "./in-a-row.ts";

/** What someone is called who is no more. */
const GONE = "Someone who left";

const number = new Intl.NumberFormat();

/** Those who made a change: "Ada", "Ada and Bob", "Ada, Bob and 3 others". */
export function authorsInWords({ by }: DocChange): string {
  const names = by.map(({ name }) => name ?? GONE);
  if (names.length <= 3) return inARow(names);
  return inARow([...names.slice(0, 2), `${names.length - 2} others`]);
}

/** What a change did: "12 characters added, 3 removed"; of a restore, what was restored. */
export function changeInWords(change: DocChange, versions: readonly DocVersion[] = []): string {
  if (change.undid) return "took back a restore";
  if (change.restored !== null) {
    const version = versions.find(({ id }) => id === change.restored);
    return version ? `restored ${versionInWords(version)}` : "restored a version that is no longer kept";
  }
  const { inserted, deleted } = change;
  if (inserted === 0 && deleted === 0) return "no words changed";
  const noun = (count: number) => (count === 1 ? "character" : "characters");
  if (deleted === 0) return `${number.format(inserted)} ${noun(inserted)} added`;
  if (inserted === 0) return `${number.format(deleted)} ${noun(deleted)} removed`;
  return `${number.format(inserted)} ${noun(inserted)} added, ${number.format(deleted)} removed`;
}

/** A change as one sentence: "Ada, 3 minutes ago: 12 characters added". */
export function stopInWords(change: DocChange, versions: readonly DocVersion[], now: number): string {
  return `${authorsInWords(change)}, ${agoInWords(change.to, now)}: ${changeInWords(change, versions)}`;
}

/** What a version is called; one that was kept by itself of an earlier moment, by that moment. */
export function versionInWords({ name, automatic, moment, at }: DocVersion): string {
  return automatic && moment !== at ? `what it was on ${exactTime(moment)}` : `“${name}”`;
}

/** The same where it stands alone, as in a list. */
export function versionTitle(version: DocVersion): string {
  return version.automatic && version.moment !== version.at ? `As of ${exactTime(version.moment)}` : version.name;
}
