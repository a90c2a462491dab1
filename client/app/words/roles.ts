import type { Role } from "../../../durable-objects/room/protocol.ts";

const NAMES: Record<Role, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
  viewer: "Viewer",
  guest: "Guest",
};

const MEANINGS: Record<Role, string> = {
  owner: "runs the workspace",
  admin: "manages people",
  member: "reads and writes",
  viewer: "reads only",
  guest: "only what is named to them",
};

/** A role as it is shown. */
export function roleName(role: Role): string {
  return NAMES[role];
}

/** A role and what it may do, for a choice between them. */
export function roleChoice(role: Role): string {
  return `${NAMES[role]}: ${MEANINGS[role]}`;
}
