import type { Role } from "../../../../durable-objects/room/protocol.ts";
import type { Call } from "../../../../durable-objects/workspace/calls/protocol.ts";

/** True for roles that may start and plan calls; guests only of what is named to them. */
export function startsCalls(role: Role): boolean {
  return role !== "viewer";
}

/** True for roles that may start a call about nothing in particular, which is everyone's here but guests'. */
export function startsForAll(role: Role): boolean {
  return role !== "viewer" && role !== "guest";
}

/** True for whoever may change a call, cancel it, and let people from outside in: who runs the workspace, and who made it. */
export function runsCall({ createdBy }: Pick<Call, "createdBy">, role: Role, reader: string): boolean {
  return role === "owner" || role === "admin" || (role === "member" && createdBy === reader);
}
