/** What the routes below `/api/workspaces/:w/docs/:docId` share. */
import { z } from "@hono/zod-openapi";
import type { RoomAddress } from "../../durable-objects/room/authority.ts";

export const DocParams = z.object({ w: z.uuid(), docId: z.uuid() });

/** Where a doc is, for the workspace that is asked about it: it knows its own docs only (P5). */
export function addressOfDoc(workspace: string, docId: string): RoomAddress {
  return { workspace, kind: "doc", room: docId };
}
