/** What D1's projections answer about workspaces. The workspace object is asked for everything else. */
import { and, asc, eq, gt, isNull } from "drizzle-orm";
import { database } from "./database.ts";
import { members, workspaces } from "./schema.ts";

export interface MembershipRow {
  id: string;
  name: string;
  createdAt: number;
  eraseAt: number | null;
  role: string;
}

/** Up to `limit` workspaces that `user` is a member of, behind the workspace id `after`, by id. */
export function workspacesOf(d1: D1Database, user: string, after: string, limit: number): Promise<MembershipRow[]> {
  return database(d1)
    .select({
      id: workspaces.id,
      name: workspaces.name,
      createdAt: workspaces.createdAt,
      eraseAt: workspaces.eraseAt,
      role: members.role,
    })
    .from(members)
    .innerJoin(workspaces, eq(workspaces.id, members.workspace))
    .where(
      and(
        eq(members.user, user),
        isNull(members.removedAt),
        isNull(workspaces.deletedAt),
        gt(members.workspace, after),
      ),
    )
    .orderBy(asc(members.workspace))
    .limit(limit)
    .all();
}

/** The ids of all workspaces `user` belongs to, as far as D1 has heard. */
export async function workspaceIdsOf(d1: D1Database, user: string): Promise<string[]> {
  const rows = await database(d1)
    .select({ workspace: members.workspace })
    .from(members)
    .where(and(eq(members.user, user), isNull(members.removedAt)))
    .all();
  return rows.map((row) => row.workspace);
}
