/** `/api/inbox`: what one was notified of, over all one's workspaces. */
import { createRoute, z } from "@hono/zod-openapi";
import { InboxCounts, Notification, NotificationFilter } from "../../durable-objects/inbox/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { inboxOf, performInInbox } from "../http/inbox.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Ids = z.object({ ids: z.array(z.string().max(300)).min(1).max(200) }).openapi("NotificationIds");
const Snoozed = Ids.extend({ until: z.number().int().nonnegative().nullable() }).openapi("NotificationsSnoozed");
const Read = z
  .union([
    z.strictObject(Ids.shape),
    z.strictObject({ workspace: z.string().min(1).max(64) }),
    z.strictObject({ all: z.literal(true) }),
  ])
  .openapi("NotificationsRead");
const Query = ListQuery.extend({
  filter: NotificationFilter.default("all"),
  workspace: z.string().max(64).optional(),
});
const Place = z.object({ at: z.number().int(), id: z.string() });
const DONE = { 204: { description: "Done" }, ...problems(401, 403, 422, 429) };

export const inbox = newRoutes();

inbox.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox",
    tags: ["Inbox"],
    summary: "What one was notified of",
    description: "What is about one thing is one notification. Those that are snoozed are in their own list alone.",
    middleware: [requireUser] as const,
    request: { query: Query },
    responses: {
      200: json(listOf(Notification.openapi("Notification")), "Notifications, newest first"),
      ...problems(401, 403, 422, 429),
    },
  }),
  async (c) => {
    const { cursor, limit, filter, workspace = null } = c.req.valid("query");
    const behind = readCursor(cursor, Place);
    const rows = unwrap(await inboxOf(c).notifications({ filter, workspace }, behind, limit + 1));
    const page = pageOf(rows, limit, ({ at, id }) => ({ at, id }));
    return c.json(page, 200);
  },
);

inbox.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/counts",
    tags: ["Inbox"],
    summary: "What counts as unread",
    middleware: [requireUser] as const,
    responses: {
      200: json(InboxCounts.openapi("InboxCounts"), "In all, by workspace, and in each conversation"),
      ...problems(401, 403, 429),
    },
  }),
  async (c) => c.json(unwrap(await inboxOf(c).counts()), 200),
);

inbox.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/read",
    tags: ["Inbox"],
    summary: "Mark notifications as read",
    description: "These, all of one workspace, or all there are; of all, those that are snoozed stay as they are.",
    middleware: [requireUser] as const,
    request: { body: jsonBody(Read) },
    responses: DONE,
  }),
  (c) => {
    const wanted = c.req.valid("json");
    if ("ids" in wanted) return performInInbox(c, { type: "read", ids: wanted.ids });
    return performInInbox(c, { type: "read_all", ...("workspace" in wanted ? { workspace: wanted.workspace } : {}) });
  },
);

for (const [act, summary] of [
  ["unread", "Mark notifications as unread"],
  ["seen", "Say that one has seen notifications"],
  ["remove", "Remove notifications"],
] as const) {
  inbox.openapi(
    createRoute({
      method: "post",
      path: `/api/inbox/${act}`,
      tags: ["Inbox"],
      summary,
      middleware: [requireUser] as const,
      request: { body: jsonBody(Ids) },
      responses: DONE,
    }),
    (c) => performInInbox(c, { type: act, ids: c.req.valid("json").ids }),
  );
}

inbox.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/snooze",
    tags: ["Inbox"],
    summary: "Let notifications be away until a time",
    description: "They count as unread again from then on. `until: null` brings them back at once.",
    middleware: [requireUser] as const,
    request: { body: jsonBody(Snoozed) },
    responses: DONE,
  }),
  (c) => performInInbox(c, { type: "snooze", ...c.req.valid("json") }),
);
