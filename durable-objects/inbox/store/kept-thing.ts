import { z } from "zod";
import { Thing } from "../protocol.ts";

/** A call as it is kept: the release before calls reads its workspace there, and passes over the rest. */
const KeptCall = z.object({ type: z.literal("workspace"), workspace: z.string(), call: z.string() });

/** A thing as JSON that the release before this one can read, too. */
export function keptThing(thing: Thing): string {
  if (thing.type !== "call") return JSON.stringify(thing);
  const kept: z.infer<typeof KeptCall> = { ...thing, type: "workspace" };
  return JSON.stringify(kept);
}

/** The thing that was kept so. */
export function readThing(json: string): Thing {
  const kept: unknown = JSON.parse(json);
  const call = KeptCall.safeParse(kept).data;
  return call ? { ...call, type: "call" } : Thing.parse(kept);
}
