/** The audit log of a workspace: which acts it knows, what a row of it says, and how one asks for some of them. */
import { z } from "zod";
import { Grants } from "../protocol.ts";

/** Every act that is recorded. A row of another release may name one that is not here. */
export const AUDIT_ACTS = [
  "workspace.created",
  "workspace.renamed",
  "workspace.transferred",
  "workspace.deletion_scheduled",
  "workspace.deletion_cancelled",
  "workspace.erased",
  "workspace.export",
  "workspace.export_fetched",
  "member.role_changed",
  "member.removed",
  "member.left",
  "grants.changed",
  "invitation.created",
  "invitation.renewed",
  "invitation.revoked",
  "invitation.accepted",
  "page.deleted",
  "page.erased",
  "project.deleted",
  "task.deleted",
  "conversation.archived",
  "conversation.restored",
  "conversation.retention_changed",
  "conversation.member_removed",
  "conversation.exported",
  "conversation.deleted",
  "message.deleted",
  "call.ended",
  "call.deleted",
  "doc.restore_version",
  "doc.version_deleted",
  "audit.exported",
  "projections.rebuilt",
] as const;
export type AuditAct = (typeof AUDIT_ACTS)[number];

/** What more there is to know of an act, by name. */
export const AuditDetail = z.record(z.string(), z.union([z.string(), z.number(), z.null(), Grants]));
export type AuditDetail = z.infer<typeof AuditDetail>;

/** ms since 1970. */
const time = z.number().int().nonnegative();

/** One row of the audit log. */
export const AuditEntry = z.object({
  id: z.string().min(1).max(64),
  at: time,
  /** Who did it; null for the room itself. */
  by: z.string().nullable(),
  act: z.string(),
  /** What it was done to: a user, an invitation, a page, or null for the workspace itself. */
  target: z.string().nullable(),
  detail: AuditDetail,
});
export type AuditEntry = z.infer<typeof AuditEntry>;

/** A row as it is answered: with what the ids in it are called now, as far as they are called anything. */
export const NamedAuditEntry = AuditEntry.extend({ names: z.record(z.string(), z.string()) });
export type NamedAuditEntry = z.infer<typeof NamedAuditEntry>;

/** Which rows are asked for: those that fit all that is given. */
export const AuditFilter = z.object({
  /** Done by this user. */
  by: z.string().min(1).max(64).optional(),
  act: z.enum(AUDIT_ACTS).optional(),
  /** Not before, ms since 1970. */
  from: time.optional(),
  /** Before, ms since 1970. */
  to: time.optional(),
  /** In the act, in what it was done to, or in who did it. */
  text: z.string().trim().min(1).max(200).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** A row's place behind all later ones, where it is no longer kept by its workspace. */
export const AuditPlace = z.object({ at: time, id: z.string() });
export type AuditPlace = z.infer<typeof AuditPlace>;
