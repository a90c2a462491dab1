/** A workspace's audit log, all of it: the room tells what it still has, D1 what lies further back. */
import { unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import type {
  AuditEntry,
  AuditFilter,
  AuditPlace,
  NamedAuditEntry,
} from "../../durable-objects/workspace/audit/protocol.ts";
import { auditBefore } from "../data/audit.ts";
import { database } from "../data/database.ts";
import { namesOf } from "../data/users.ts";
import type { Bindings } from "../env.ts";

/** Where a page ends: at a position in the room, or at a place in D1 behind all that the room has. */
export type AuditPosition = number | AuditPlace;
export type AuditRow = NamedAuditEntry & { position: AuditPosition };

/**
 * Up to `limit` entries that fit the filter behind `before` (null: from the newest), newest first.
 * @throws RoomError for whoever may not read it
 */
export async function auditRows(
  env: Bindings,
  actor: Actor,
  workspace: string,
  wanted: { filter: AuditFilter; before: AuditPosition | null; limit: number },
): Promise<AuditRow[]> {
  const { filter, before, limit } = wanted;
  const room = env.WORKSPACE.getByName(workspace);
  const inRoom = typeof before === "object" && before !== null ? null : before;
  const beyond = typeof before === "object" ? before : null;
  const told = unwrap(await room.audit(actor, { filter, before: inRoom, limit: beyond ? 0 : limit }));
  const from = beyond ?? told.further;
  const wanting = limit - told.entries.length;
  const older =
    from && wanting > 0
      ? await auditBefore(env.DB, workspace, { filter, named: told.named, before: from, limit: wanting })
      : [];
  const rows = [
    ...told.entries,
    ...older.map((entry) => ({ ...entry, position: { at: entry.at, id: entry.id } satisfies AuditPlace })),
  ];
  const names = await namesIn(env, actor, workspace, rows);
  return rows.map((row) => ({ ...row, names: namesFor(row, names) }));
}

/** The texts of an entry that may be ids. */
function idsIn({ by, target, detail }: AuditEntry): string[] {
  const values = Object.values(detail).flatMap((value) => {
    if (Array.isArray(value)) return value.map(({ id }) => id);
    return typeof value === "string" ? [value] : [];
  });
  return [by, target, ...values].filter((id) => id !== null);
}

async function namesIn(
  env: Bindings,
  actor: Actor,
  workspace: string,
  entries: readonly AuditEntry[],
): Promise<Record<string, string>> {
  const ids = [...new Set(entries.flatMap(idsIn))];
  const known = unwrap(await env.WORKSPACE.getByName(workspace).auditNames(actor, ids));
  // Whoever acted or was acted upon and has gone since is still a user with a name.
  const people = new Set(entries.flatMap(({ by, target, detail }) => [by, target, detail.user ?? null]));
  const gone = [...people].filter((id) => typeof id === "string" && known[id] === undefined).map(String);
  const found = gone.length === 0 ? [] : await namesOf(database(env.DB), gone);
  return { ...Object.fromEntries(found), ...known };
}

function namesFor(entry: AuditEntry, names: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    idsIn(entry).flatMap((id) => {
      const name = names[id];
      return name === undefined ? [] : [[id, name]];
    }),
  );
}
