/** `/api/inbox/preferences` and `/api/inbox/mutes`: how one wants to be notified, and of what not. */
import { createRoute, z } from "@hono/zod-openapi";
import { Mute, Preferences, PreferencesChange, Thing } from "../../durable-objects/inbox/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { newRoutes } from "../http/context.ts";
import { requireUser } from "../http/identity.ts";
import { inboxOf, performInInbox } from "../http/inbox.ts";
import { listOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const Shown = Preferences.openapi("InboxPreferences");
const NewMute = z.object({ thing: Thing.openapi("Thing") }).openapi("NewMute");
const DONE = { 204: { description: "Done" }, ...problems(401, 403, 422, 429) };

/** What `keyOfThing` makes of a thing. */
const ThingKey = z.string().regex(/^(conversation|thread|task|page|workspace|note)(:[^:]{1,64}){1,2}$/);

export const inboxPreferences = newRoutes();

inboxPreferences.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/preferences",
    tags: ["Inbox"],
    summary: "How one wants to be notified",
    middleware: [requireUser] as const,
    responses: { 200: json(Shown, "The preferences"), ...problems(401, 403, 429) },
  }),
  async (c) => c.json(unwrap(await inboxOf(c).overview()).preferences, 200),
);

inboxPreferences.openapi(
  createRoute({
    method: "patch",
    path: "/api/inbox/preferences",
    tags: ["Inbox"],
    summary: "Change how one wants to be notified",
    description: "What is left out stays. Of a project, `null` sets what is usual.",
    middleware: [requireUser] as const,
    request: { body: jsonBody(PreferencesChange.openapi("InboxPreferencesChange")) },
    responses: { 200: json(Shown, "The preferences as they are now"), ...problems(401, 403, 409, 422, 429) },
  }),
  async (c) => {
    const room = inboxOf(c);
    unwrap(await room.perform({ type: "preferences.change", set: c.req.valid("json") }));
    return c.json(unwrap(await room.overview()).preferences, 200);
  },
);

inboxPreferences.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/mutes",
    tags: ["Inbox"],
    summary: "What one wants to hear nothing more of",
    middleware: [requireUser] as const,
    responses: { 200: json(listOf(Mute.openapi("Mute")), "All of it"), ...problems(401, 403, 429) },
  }),
  async (c) => c.json({ items: unwrap(await inboxOf(c).overview()).mutes, next: null }, 200),
);

inboxPreferences.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/mutes",
    tags: ["Inbox"],
    summary: "Hear nothing more of a thing, but when one is mentioned",
    middleware: [requireUser] as const,
    request: { body: jsonBody(NewMute) },
    responses: { ...DONE, ...problems(409) },
  }),
  (c) => performInInbox(c, { type: "mute", thing: c.req.valid("json").thing }),
);

inboxPreferences.openapi(
  createRoute({
    method: "delete",
    path: "/api/inbox/mutes/{thing}",
    tags: ["Inbox"],
    summary: "Hear of a thing again",
    description: "`thing` is the id that its notifications have.",
    middleware: [requireUser] as const,
    request: { params: z.object({ thing: ThingKey }) },
    responses: DONE,
  }),
  (c) => performInInbox(c, { type: "unmute", thing: c.req.valid("param").thing }),
);
