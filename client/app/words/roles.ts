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

const EXPLAINED: Record<Role, string> = {
  owner: "May do everything, also hand the workspace over or delete it. There is always at least one.",
  admin: "Works everywhere, manages members, invitations and guests, exports all, and reads the audit log.",
  member: "Works on every project and page, and makes new ones.",
  viewer: "Reads every project and page, follows tasks, and changes nothing.",
  guest: "Works only in the projects, pages and channels that are named to them, and sees nobody else.",
};

/** A role as it is shown. */
export function roleName(role: Role): string {
  return NAMES[role];
}

/** A role and what it may do, for a choice between them. */
export function roleChoice(role: Role): string {
  return `${NAMES[role]}: ${MEANINGS[role]}`;
}

/** What a role may do, in a sentence or two. */
export function roleExplained(role: Role): string {
  return EXPLAINED[role];
}
