import type { Grant } from "../../protocol.ts";

/** A project as it is named to a guest who may be in it, and as permissions ask about it. */
export function projectGrant(project: string): Grant {
  return { kind: "project", id: project };
}
