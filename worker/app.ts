/**
 * The edge: middleware, then one line for each route file.
 *
 * A route file is one noun in `routes/`. It makes its routes with `newRoutes()`, describes each with `createRoute` (the
 * OpenAPI description comes from there), throws `RoomError` for what goes wrong, and keeps no state:
 *
 * ```ts
 * export const things = newRoutes();
 *
 * things.openapi(
 *   createRoute({
 *     method: "post",
 *     path: "/api/workspaces/{w}/things",
 *     tags: ["Things"],
 *     summary: "Make a thing",
 *     middleware: [requireUser, idempotent] as const, // or requireAdminScope, requireSession; sensitive("export")
 *     request: { params: z.object({ w: z.uuid() }), body: jsonBody(NewThing) },
 *     responses: { 201: json(Thing, "The thing"), ...problems(401, 403, 404, 409, 422, 429) },
 *   }),
 *   async (c) => {
 *     const { w } = c.req.valid("param");
 *     const room = c.env.WORKSPACE.getByName(w);
 *     // `creation` is this create's own id: a retry with the same Idempotency-Key brings the same one again.
 *     const thing = unwrap(await room.makeThing(c.get("user").id, c.get("creation"), c.req.valid("json")));
 *     return c.json(thing, 201);
 *   },
 * );
 * ```
 *
 * Lists take `ListQuery` and answer `listOf(Item)` (http/lists.ts).
 */

import { bodyLimit } from "./http/body-limit.ts";
import { newRoutes } from "./http/context.ts";
import { cors } from "./http/cors.ts";
import { withoutEmptyBody } from "./http/empty-body.ts";
import { identify } from "./http/identity.ts";
import { requestLog } from "./http/logs.ts";
import { notFound, onError } from "./http/problem.ts";
import { usual } from "./http/rate-limit.ts";
import { readSettings } from "./http/read-settings.ts";
import { requestId } from "./http/request-id.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { accounts } from "./routes/accounts.ts";
import { activity } from "./routes/activity.ts";
import { audit } from "./routes/audit.ts";
import { callLog } from "./routes/call-log.ts";
import { callPeople } from "./routes/call-people.ts";
import { calls } from "./routes/calls.ts";
import { content } from "./routes/content.ts";
import { conversationExports } from "./routes/conversation-exports.ts";
import { conversationMembers } from "./routes/conversation-members.ts";
import { conversations } from "./routes/conversations.ts";
import { descriptions } from "./routes/descriptions.ts";
import { discussions } from "./routes/discussions.ts";
import { docsOf } from "./routes/docs.ts";
import { exports } from "./routes/exports.ts";
import { grants } from "./routes/grants.ts";
import { health } from "./routes/health.ts";
import { history } from "./routes/history.ts";
import { imports } from "./routes/imports.ts";
import { inbox } from "./routes/inbox.ts";
import { inboxKept } from "./routes/inbox-kept.ts";
import { inboxPreferences } from "./routes/inbox-preferences.ts";
import { inboxPush } from "./routes/inbox-push.ts";
import { invitations } from "./routes/invitations.ts";
import { keys } from "./routes/keys.ts";
import { me } from "./routes/me.ts";
import { members } from "./routes/members.ts";
import { messageMarks } from "./routes/message-marks.ts";
import { messageSearch } from "./routes/message-search.ts";
import { messages } from "./routes/messages.ts";
import { myTaskList } from "./routes/my-tasks.ts";
import { objectUploads } from "./routes/object-uploads.ts";
import { objects } from "./routes/objects.ts";
import { outbox } from "./routes/outbox.ts";
import { pages } from "./routes/pages.ts";
import { parts } from "./routes/parts.ts";
import { projections } from "./routes/projections.ts";
import { projects } from "./routes/projects.ts";
import { providers } from "./routes/providers.ts";
import { reading } from "./routes/reading.ts";
import { rooms } from "./routes/rooms.ts";
import { scheduledMessages } from "./routes/scheduled-messages.ts";
import { sessions } from "./routes/sessions.ts";
import { taskBulk } from "./routes/task-bulk.ts";
import { taskLinks } from "./routes/task-links.ts";
import { tasks } from "./routes/tasks.ts";
import { versions } from "./routes/versions.ts";
import { workspaces } from "./routes/workspaces.ts";

export const app = newRoutes();

app.onError(onError);
app.notFound(notFound);

app.use(requestId);
app.use(requestLog);
app.use(securityHeaders);
app.use(readSettings);
app.use("/api/*", cors);
app.route("/", health);
app.use("/api/*", bodyLimit);
app.use("/api/*", withoutEmptyBody);
app.use("/api/*", identify);
app.use("/api/*", usual);
app.route("/", accounts);
app.route("/", me);
app.route("/", myTaskList);
app.route("/", sessions);
app.route("/", keys);
app.route("/", rooms);
app.route("/", inbox);
app.route("/", inboxPreferences);
app.route("/", inboxKept);
app.route("/", inboxPush);
app.route("/", workspaces);
app.route("/", members);
app.route("/", outbox);
app.route("/", projections);
app.route("/", grants);
app.route("/", invitations);
app.route("/", audit);
app.route("/", pages);
app.route("/", providers);
app.route("/", content);
app.route("/", versions);
app.route("/", history);
app.route("/", projects);
app.route("/", parts);
app.route("/", taskBulk);
app.route("/", tasks);
app.route("/", taskLinks);
app.route("/", descriptions);
app.route("/", activity);
app.route("/", conversations);
app.route("/", conversationMembers);
app.route("/", conversationExports);
app.route("/", calls);
app.route("/", callPeople);
app.route("/", callLog);
app.route("/", discussions);
app.route("/", messages);
app.route("/", messageMarks);
app.route("/", messageSearch);
app.route("/", reading);
app.route("/", scheduledMessages);
app.route("/", imports);
app.route("/", exports);
app.route("/", objects);
app.route("/", objectUploads);
// Last: it describes all of them.
app.route("/", docsOf(app));
