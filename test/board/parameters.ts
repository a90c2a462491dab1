import type fc from "fast-check";
import { z } from "zod";

/**
 * How long a search for a fault, and then for the smallest case of it, may go on for each of its cases and at least, in
 * ms. What was found by then is told; a search cut short that found nothing counts as one that found nothing.
 */
const PATIENCE_MS = { each: 10_000, least: 60_000 };

/** A setting that is empty is as good as none. */
const setting = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((given) => (given === "" ? undefined : given), value.optional());

const Settings = z.object({
  /** How many cases are tried, instead of the usual number. */
  MODEL_RUNS: setting(z.coerce.number().int().positive()),
  /** The seed and the path that a failure told, to meet it again. */
  MODEL_SEED: setting(z.coerce.number().int()),
  MODEL_PATH: setting(z.string()),
});

/** How a model-based test searches: `usual` cases, unless the environment asks for more of them or for a certain one. */
export function searchOf(
  environment: object,
  usual: number,
): Pick<fc.Parameters, "numRuns" | "seed" | "path" | "interruptAfterTimeLimit"> {
  const { MODEL_RUNS: numRuns = usual, MODEL_SEED, MODEL_PATH } = Settings.parse(environment);
  return {
    numRuns,
    interruptAfterTimeLimit: Math.max(PATIENCE_MS.least, PATIENCE_MS.each * numRuns),
    ...(MODEL_SEED === undefined ? {} : { seed: MODEL_SEED }),
    ...(MODEL_PATH === undefined ? {} : { path: MODEL_PATH }),
  };
}
