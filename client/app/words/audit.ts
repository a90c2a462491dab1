/** The audit log in words: who did what to what. */
import type { Role } from "../../../durable-objects/room/protocol.ts";
import { Role as AnyRole } from "../../../durable-objects/room/protocol.ts";
import {
  AUDIT_ACTS,
  type AuditAct,
  type AuditFilter,
  type NamedAuditEntry,
} from "../../../durable-objects/workspace/audit/protocol.ts";
import { roleName } from "./roles.ts";

type Told = Pick<NamedAuditEntry, "by" | "target" | "detail" | "names">;

/** What each act is called in a list to choose from, and how one of it is told after the name of who did it. */
const ACTS: Record<AuditAct, { name: string; told: (entry: Told) => string }> = {
  "workspace.created": { name: "Workspace made", told: (e) => `made the workspace ${quoted(e.detail.name)}` },
  "workspace.renamed": {
    name: "Workspace renamed",
    told: (e) => `renamed the workspace from ${quoted(e.detail.from)} to ${quoted(e.detail.to)}`,
  },
  "workspace.transferred": {
    name: "Ownership handed over",
    told: (e) => `handed the workspace over to ${target(e, "a member")}`,
  },
  "workspace.deletion_scheduled": {
    name: "Deletion scheduled",
    told: (e) => `marked the workspace for deletion${onDay(e.detail.eraseAt)}`,
  },
  "workspace.deletion_cancelled": { name: "Deletion cancelled", told: () => "kept the workspace from deletion" },
  "workspace.erased": { name: "Workspace erased", told: () => "erased the workspace" },
  "workspace.export": { name: "Export asked for", told: () => "asked for an export of the whole workspace" },
  "workspace.export_fetched": { name: "Export downloaded", told: () => "downloaded an export of the whole workspace" },
  "member.role_changed": {
    name: "Role changed",
    told: (e) => `changed ${ofTarget(e)} role from ${role(e.detail.from)} to ${role(e.detail.to)}`,
  },
  "member.removed": {
    name: "Member removed",
    told: (e) => `removed ${target(e, "a member")}, who was ${aRole(e.detail.role)}`,
  },
  "member.left": { name: "Member left", told: (e) => `left the workspace${as(e.detail.role)}` },
  "grants.changed": {
    name: "Guest's access changed",
    told: (e) => `changed what ${target(e, "a guest")} may see: ${grants(e)}`,
  },
  "invitation.created": { name: "Invitation made", told: (e) => `invited ${invited(e)}` },
  "invitation.renewed": { name: "Invitation sent again", told: (e) => `sent the invitation of ${invited(e)} again` },
  "invitation.revoked": {
    name: "Invitation revoked",
    told: (e) =>
      typeof e.detail.because === "string"
        ? `had an invitation revoked that ${e.names[e.detail.because] ?? "someone"} could no longer make`
        : `revoked the invitation of ${invited(e)}`,
  },
  "invitation.accepted": {
    name: "Invitation accepted",
    told: (e) => `accepted an invitation and joined${as(e.detail.role)}`,
  },
  "conversation.archived": { name: "Conversation archived", told: (e) => `archived ${conversation(e)}` },
  "conversation.restored": { name: "Conversation restored", told: (e) => `restored ${conversation(e)}` },
  "conversation.retention_changed": {
    name: "Retention changed",
    told: (e) => `set ${conversation(e)} to keep messages ${keptFor(e.detail.to)}`,
  },
  "conversation.member_removed": {
    name: "Removed from a conversation",
    told: (e) => `removed ${target(e, "a member")} from ${conversation(e)}`,
  },
  "conversation.exported": { name: "Conversation exported", told: (e) => `took ${conversation(e)} out` },
  "conversation.deleted": { name: "Conversation deleted", told: (e) => `deleted ${conversation(e)}` },
  "call.ended": { name: "Call ended", told: (e) => `ended ${call(e)} for all` },
  "call.deleted": { name: "Call deleted", told: (e) => `deleted ${call(e)} with its chat and its log` },
  "message.deleted": {
    name: "Message of another deleted",
    told: (e) => `deleted a message of ${target(e, "a member")} in ${conversation(e)}`,
  },
  "page.deleted": { name: "Page deleted", told: (e) => `deleted the page ${quoted(e.detail.title)}` },
  "page.erased": {
    name: "Page erased",
    told: (e) => `erased the content of the page ${quoted(named(e, e.target))}`,
  },
  "project.deleted": {
    name: "Project deleted",
    told: (e) => `deleted the project ${quoted(e.detail.name)}${tasks(e.detail.tasks)}`,
  },
  "task.deleted": {
    name: "Task deleted",
    told: (e) => `deleted the task ${text(e.detail.key)} ${quoted(e.detail.title)}`,
  },
  "doc.restore_version": {
    name: "Version restored",
    told: (e) => {
      const title = named(e, e.target);
      return title === null
        ? "restored an earlier version of a text"
        : `restored an earlier version of ${quoted(title)}`;
    },
  },
  "doc.version_deleted": {
    name: "Version deleted",
    told: (e) => {
      const title = named(e, e.target);
      const version = `deleted the version ${quoted(e.detail.name)}`;
      return title === null ? `${version} of a text` : `${version} of ${quoted(title)}`;
    },
  },
  "audit.exported": {
    name: "Audit log exported",
    told: (e) => `exported the audit log as ${text(e.detail.format).toUpperCase() || "a file"}`,
  },
  "projections.rebuilt": { name: "Index rebuilt", told: () => "had the index of the workspace rebuilt" },
};

const KNOWN: ReadonlyMap<string, { name: string; told: (entry: Told) => string }> = new Map(Object.entries(ACTS));

/** Who did it, by name. */
export function doerInWords({ by, names }: Pick<NamedAuditEntry, "by" | "names">): string {
  return by === null ? "Ensemble" : (names[by] ?? "Someone who is no longer here");
}

/** What was done, to be read after the name of who did it. */
export function actInWords(entry: Told & Pick<NamedAuditEntry, "act">): string {
  return KNOWN.get(entry.act)?.told(entry) ?? `did something that this page is too old to name (${entry.act})`;
}

/** Every act, to choose one from. */
export function actChoices(): { act: AuditAct; name: string }[] {
  return AUDIT_ACTS.map((act) => ({ act, name: ACTS[act].name }));
}

/** What a filter narrows the log to, for a reader who cannot see its controls. */
export function filterInWords(filter: AuditFilter, nameOf: (user: string) => string): string {
  const parts = [
    filter.act ? ACTS[filter.act].name : null,
    filter.by ? `by ${nameOf(filter.by)}` : null,
    filter.text ? `with “${filter.text}”` : null,
    filter.from !== undefined || filter.to !== undefined ? "in a span of time" : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : "everything";
}

function named({ names }: Told, id: string | null): string | null {
  return id === null ? null : (names[id] ?? null);
}

function target(entry: Told, otherwise: string): string {
  return named(entry, entry.target) ?? otherwise;
}

function ofTarget(entry: Told): string {
  const name = named(entry, entry.target);
  return name === null ? "a member's" : `${name}'s`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function quoted(value: unknown): string {
  return typeof value === "string" && value !== "" ? `“${value}”` : "without a name";
}

function roleOf(value: unknown): Role | null {
  return AnyRole.safeParse(value).data ?? null;
}

function role(value: unknown): string {
  const known = roleOf(value);
  return known === null ? "another role" : roleName(known).toLowerCase();
}

function as(value: unknown): string {
  return roleOf(value) === null ? "" : ` as ${withArticle(role(value))}`;
}

function aRole(value: unknown): string {
  return roleOf(value) === null ? "a member" : withArticle(role(value));
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
}

function invited({ detail, target: id, names }: Told): string {
  const address = text(detail.email) || (id === null ? "" : (names[id] ?? ""));
  const what = roleOf(detail.role) === null ? "" : as(detail.role);
  return address ? `${address}${what}` : `whoever has a link${what}`;
}

/** A channel by its name; what is for its members alone has none here. */
function conversation({ detail }: Told): string {
  if (detail.kind === "channel") return `the channel ${quoted(detail.name)}`;
  return detail.kind === "task" || detail.kind === "page" ? "a discussion" : "a private conversation";
}

/** A call by its title; one among the members of a conversation alone has none here. */
function call({ detail }: Told): string {
  return typeof detail.title === "string" && detail.title !== "" ? `the call ${quoted(detail.title)}` : "a call";
}

function keptFor(days: unknown): string {
  if (typeof days !== "number") return "for ever";
  return days === 1 ? "for a day" : `for ${days} days`;
}

function grants({ detail, names }: Told): string {
  const list = Array.isArray(detail.grants) ? detail.grants : [];
  if (list.length === 0) return "nothing";
  const known = list.flatMap(({ id }) => names[id] ?? []);
  const others = list.length - known.length;
  const rest = others === 0 ? [] : [others === 1 ? "one that is gone" : `${others} that are gone`];
  return [...known.map((name) => `“${name}”`), ...rest].join(", ");
}

function tasks(count: unknown): string {
  if (typeof count !== "number" || count === 0) return "";
  return count === 1 ? " with its one task" : ` with its ${count} tasks`;
}

function onDay(at: unknown): string {
  return typeof at === "number" ? ` on ${new Date(at).toLocaleDateString()}` : "";
}
