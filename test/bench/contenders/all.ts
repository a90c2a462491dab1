/** Every contender, and the choice of some of them on the command line. */
import type { Contender } from "./contender.ts";
import { ensemble } from "./ensemble.ts";
import { bareRelay, hocuspocus, yPartyServer } from "./peers.ts";

const ALL = [ensemble, hocuspocus, yPartyServer, bareRelay];

/** The contenders named in a list with commas, in their own order; all of them when nothing is named. */
export function chosen(list: string | undefined): Contender[] {
  if (list === undefined) return ALL;
  const names = list.split(",");
  const unknown = names.find((name) => !ALL.some((contender) => contender.name === name));
  if (unknown !== undefined)
    throw new Error(`no contender is called "${unknown}": ${ALL.map((one) => one.name).join(", ")}`);
  return ALL.filter((contender) => names.includes(contender.name));
}
