import { vi } from "vitest";

/** What is awaited comes within a moment; on a crowded machine a moment may be long, and a test that gives up early lies. */
const PATIENCE_MS = 20_000;

/** Answers with what `look` does as soon as it does not throw. @throws what it threw last, when that took too long */
export function eventually<Found>(look: () => Found | Promise<Found>): Promise<Found> {
  return vi.waitFor(look, { timeout: PATIENCE_MS });
}
