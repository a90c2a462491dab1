import { RoomError } from "./errors.ts";

/** Nothing that a room speaks is nested nearly as deep; what is deeper would exhaust the stack of whoever reads it. */
const MAX_DEPTH = 64;

/** Parses a text frame. @throws RoomError `invalid` when it is no JSON, or nested too deep. */
export function parseJson(frame: string): unknown {
  let parsed: unknown;
  try {
    parsed = JSON.parse(frame);
  } catch {
    throw new RoomError("invalid", "This frame is not JSON.");
  }
  if (deeperThan(MAX_DEPTH, parsed)) throw new RoomError("invalid", "This frame is nested too deep.");
  return parsed;
}

function deeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => deeperThan(levels - 1, inner));
}
