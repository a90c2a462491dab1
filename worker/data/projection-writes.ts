/** What the workspace object owes D1: a row of one of its projections, as it is to be. */
import { z } from "zod";

const time = z.number().int();
const revision = z.number().int();

export const ProjectionWrite = z.discriminatedUnion("table", [
  z.object({
    table: z.literal("workspaces"),
    row: z.object({
      id: z.string(),
      name: z.string(),
      createdAt: time,
      eraseAt: time.nullable(),
      revision,
      deletedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("members"),
    row: z.object({
      workspace: z.string(),
      user: z.string(),
      role: z.string(),
      name: z.string(),
      joinedAt: time,
      revision,
      removedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("rooms"),
    row: z.object({
      kind: z.string(),
      id: z.string(),
      workspace: z.string(),
      createdAt: time,
      revision,
      deletedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("pages"),
    row: z.object({
      id: z.string(),
      workspace: z.string(),
      title: z.string(),
      /** Owed by a release that knew no tree of pages, it is at the root. */
      parent: z.string().nullable().default(null),
      doc: z.string(),
      sortKey: z.string(),
      createdAt: time,
      createdBy: z.string(),
      revision,
      deletedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("conversations"),
    row: z.object({
      id: z.string(),
      workspace: z.string(),
      kind: z.string(),
      name: z.string(),
      key: z.string().nullable(),
      createdAt: time,
      createdBy: z.string(),
      archivedAt: time.nullable(),
      revision,
      deletedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("calls"),
    row: z.object({
      id: z.string(),
      workspace: z.string(),
      title: z.string(),
      subject: z.string().nullable(),
      createdAt: time,
      createdBy: z.string(),
      startsAt: time.nullable(),
      minutes: z.number().int().nullable(),
      startedAt: time.nullable(),
      endedAt: time.nullable(),
      revision,
      deletedAt: time.nullable(),
    }),
  }),
  z.object({
    table: z.literal("audit_logs"),
    row: z.object({
      id: z.string(),
      workspace: z.string(),
      at: time,
      by: z.string().nullable(),
      act: z.string(),
      target: z.string().nullable(),
      detail: z.record(z.string(), z.json()),
    }),
  }),
]);
export type ProjectionWrite = z.infer<typeof ProjectionWrite>;
