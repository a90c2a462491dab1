/**
 * Who may do what in a workspace: the one table of role × act. SPEC.md shows it; a test walks every cell of it.
 */
import type { Role } from "../room/protocol.ts";

/** A superadmin stands above workspaces: they run any of them, and read the content of none. */
export type Standpoint = Role | "superadmin";

/**
 * How far a right goes: everywhere in the workspace; only in the rooms named to them, and to the people in those; only
 * about themselves and what they made; nowhere. In a conversation that is for its members alone, and in its calls, a right
 * goes no further than that they are one of them, whatever their role.
 */
export type Extent = "all" | "granted" | "self" | "none";

const row = (owner: Extent, admin: Extent, member: Extent, viewer: Extent, guest: Extent, superadmin: Extent) =>
  ({ owner, admin, member, viewer, guest, superadmin }) as const satisfies Record<Standpoint, Extent>;

/** biome-ignore format: a table is read by its columns */
export const PERMISSIONS = {
  //                          owner   admin   member  viewer  guest      superadmin
  "workspace.view":       row("all",  "all",  "all",  "all",  "all",     "all"),
  "workspace.rename":     row("all",  "all",  "none", "none", "none",    "all"),
  "workspace.delete":     row("all",  "none", "none", "none", "none",    "all"),
  "workspace.transfer":   row("all",  "none", "none", "none", "none",    "none"),
  "members.list":         row("all",  "all",  "all",  "all",  "granted", "all"),
  "members.read_email":   row("all",  "all",  "self", "self", "self",    "all"),
  "members.set_role":     row("all",  "all",  "none", "none", "none",    "all"),
  "members.remove":       row("all",  "all",  "self", "self", "self",    "all"),
  "invitations.manage":   row("all",  "all",  "none", "none", "none",    "all"),
  "grants.read":          row("all",  "all",  "none", "none", "self",    "all"),
  "grants.write":         row("all",  "all",  "none", "none", "none",    "all"),
  "audit.read":           row("all",  "all",  "none", "none", "none",    "all"),
  "outbox.manage":        row("none", "none", "none", "none", "none",    "all"),
  "page.read":            row("all",  "all",  "all",  "all",  "granted", "none"),
  "page.create":          row("all",  "all",  "all",  "none", "none",    "none"),
  "page.rename":          row("all",  "all",  "all",  "none", "granted", "none"),
  "page.move":            row("all",  "all",  "all",  "none", "none",    "none"),
  "page.delete":          row("all",  "all",  "all",  "none", "none",    "none"),
  "page.erase":           row("all",  "all",  "all",  "none", "none",    "none"),
  "doc.read":             row("all",  "all",  "all",  "all",  "granted", "none"),
  "doc.write":            row("all",  "all",  "all",  "none", "granted", "none"),
  "doc.history":          row("all",  "all",  "all",  "all",  "granted", "none"),
  "doc.keep_version":     row("all",  "all",  "all",  "none", "granted", "none"),
  "doc.restore_version":  row("all",  "all",  "all",  "none", "granted", "none"),
  "project.read":         row("all",  "all",  "all",  "all",  "granted", "none"),
  "project.create":       row("all",  "all",  "all",  "none", "none",    "none"),
  "project.update":       row("all",  "all",  "all",  "none", "none",    "none"),
  "project.delete":       row("all",  "all",  "none", "none", "none",    "none"),
  "board.edit":           row("all",  "all",  "all",  "none", "granted", "none"),
  "board.import":         row("all",  "all",  "all",  "none", "granted", "none"),
  "board.export":         row("all",  "all",  "all",  "all",  "granted", "none"),
  "task.write":           row("all",  "all",  "all",  "none", "granted", "none"),
  "task.follow":          row("all",  "all",  "all",  "all",  "granted", "none"),
  "conversation.read":    row("all",  "all",  "all",  "all",  "granted", "none"),
  "conversation.create":  row("all",  "all",  "all",  "none", "granted", "none"),
  "conversation.update":  row("all",  "all",  "all",  "none", "none",    "none"),
  "conversation.members": row("all",  "all",  "all",  "none", "none",    "none"),
  "conversation.delete":  row("all",  "all",  "self", "none", "none",    "none"),
  "conversation.export":  row("all",  "all",  "all",  "all",  "granted", "none"),
  "message.write":        row("all",  "all",  "all",  "none", "granted", "none"),
  "message.moderate":     row("all",  "all",  "none", "none", "none",    "none"),
  "call.read":            row("all",  "all",  "all",  "all",  "granted", "none"),
  "call.start":           row("all",  "all",  "all",  "none", "granted", "none"),
  "call.speak":           row("all",  "all",  "all",  "none", "granted", "none"),
  "call.manage":          row("all",  "all",  "self", "none", "none",    "none"),
  "workspace.export":     row("all",  "all",  "none", "none", "none",    "none"),
  "projections.rebuild":  row("none", "none", "none", "none", "none",    "all"),
} as const satisfies Record<string, Record<Standpoint, Extent>>;

export type Act = keyof typeof PERMISSIONS;

/** How far `standpoint` may `act`. */
export function extentOf(standpoint: Standpoint, act: Act): Extent {
  return PERMISSIONS[act][standpoint];
}

/** What an act is about, asked only where a right is a narrow one. */
export interface About {
  /** Is the actor the one it is done to? */
  self: () => boolean;
  /** Is the room it is done in named to the actor, or is the person in such a room? */
  granted: () => boolean;
}

/** True when `standpoint` may `act` about this. */
export function may(standpoint: Standpoint, act: Act, about: About): boolean {
  const extent = extentOf(standpoint, act);
  switch (extent) {
    case "all":
      return true;
    case "granted":
    case "self":
      return about[extent]();
    case "none":
      return false;
  }
}

const RANK: Record<Standpoint, number> = { guest: 0, viewer: 1, member: 2, admin: 3, owner: 4, superadmin: 5 };

/** True when `standpoint` may give `role`, or change or remove one who has it: nobody reaches above themselves. */
export function reaches(standpoint: Standpoint, role: Role): boolean {
  return RANK[standpoint] >= RANK[role];
}

/** True when whoever has the role `inviter` may invite someone as `role`. */
export function mayOffer(inviter: Role, role: Role): boolean {
  return extentOf(inviter, "invitations.manage") === "all" && reaches(inviter, role);
}

/** What a role sees of the `room` stream; a change between two of these calls for a fresh snapshot. */
export type View = "all" | "inside" | "named";

/** The view of a role: with invitations and grants; all but those; or only what was named. */
export function viewOf(role: Role): View {
  if (role === "guest") return "named";
  return role === "owner" || role === "admin" ? "all" : "inside";
}
