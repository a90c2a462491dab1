/** `/api/inbox/reminders`, `/drafts` and `/saved`: what one keeps for oneself, on all one's devices. */
import { createRoute, z } from "@hono/zod-openapi";
import { MAX_DRAFT_LENGTH, MAX_NOTE_LENGTH } from "../../durable-objects/inbox/limits.ts";
import { Draft, Reminder, SavedMessage, Thing } from "../../durable-objects/inbox/protocol.ts";
import { unwrap } from "../../durable-objects/room/errors.ts";
import { TypedText } from "../../durable-objects/room/text.ts";
import { newRoutes } from "../http/context.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { inboxOf, performInInbox } from "../http/inbox.ts";
import { listOf } from "../http/lists.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";

const id = z.string().min(1).max(64);
const DONE = { 204: { description: "Done" }, ...problems(401, 403, 422, 429) };

const NewReminder = z
  .object({
    workspace: id.nullable().optional(),
    note: TypedText.trim().max(MAX_NOTE_LENGTH).optional(),
    thing: Thing.nullable().optional(),
    message: id.nullable().optional(),
    dueAt: z.number().int().nonnegative(),
  })
  .openapi("NewReminder");
const KeptDraft = z
  .object({ workspace: id, conversation: id, thread: id.nullable(), text: TypedText.max(MAX_DRAFT_LENGTH) })
  .openapi("KeptDraft");
const NewSaved = z
  .object({ workspace: id, conversation: id, message: id, excerpt: TypedText.max(300), authorName: TypedText.max(200) })
  .openapi("NewSavedMessage");

export const inboxKept = newRoutes();

inboxKept.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/reminders",
    tags: ["Inbox"],
    summary: "The reminders that wait",
    middleware: [requireUser] as const,
    responses: { 200: json(listOf(Reminder.openapi("Reminder")), "All, the next first"), ...problems(401, 403, 429) },
  }),
  async (c) => c.json({ items: unwrap(await inboxOf(c).overview()).reminders, next: null }, 200),
);

inboxKept.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/reminders",
    tags: ["Inbox"],
    summary: "Be reminded of something at a time",
    description: "It comes as a notification about its `thing`, or about the note alone.",
    middleware: [requireUser, idempotent] as const,
    request: { headers: IdempotencyHeader, body: jsonBody(NewReminder) },
    responses: { 201: json(Reminder.openapi("Reminder"), "The reminder"), ...problems(401, 403, 409, 422, 429) },
  }),
  async (c) => {
    const { workspace = null, note = "", thing = null, message = null, dueAt } = c.req.valid("json");
    const wanted = { id: c.get("creation"), workspace, note, thing, message, dueAt };
    return c.json(unwrap(await inboxOf(c).remind(wanted)), 201);
  },
);

inboxKept.openapi(
  createRoute({
    method: "delete",
    path: "/api/inbox/reminders/{reminder}",
    tags: ["Inbox"],
    summary: "Let go of a reminder",
    middleware: [requireUser] as const,
    request: { params: z.object({ reminder: z.uuid() }) },
    responses: DONE,
  }),
  (c) => performInInbox(c, { type: "forget_reminder", reminder: c.req.valid("param").reminder }),
);

inboxKept.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/drafts",
    tags: ["Inbox"],
    summary: "What one began to write",
    middleware: [requireUser] as const,
    responses: { 200: json(listOf(Draft.openapi("Draft")), "All, the newest first"), ...problems(401, 403, 429) },
  }),
  async (c) => c.json({ items: unwrap(await inboxOf(c).overview()).drafts, next: null }, 200),
);

inboxKept.openapi(
  createRoute({
    method: "put",
    path: "/api/inbox/drafts",
    tags: ["Inbox"],
    summary: "Keep what one began to write in a conversation, or in a thread of it",
    description: "An empty text lets go of it.",
    middleware: [requireUser] as const,
    request: { body: jsonBody(KeptDraft) },
    responses: { ...DONE, ...problems(409) },
  }),
  (c) => performInInbox(c, { type: "draft", ...c.req.valid("json") }),
);

inboxKept.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/saved",
    tags: ["Inbox"],
    summary: "The messages one saved",
    middleware: [requireUser] as const,
    responses: {
      200: json(listOf(SavedMessage.openapi("SavedMessage")), "All, what was saved last first"),
      ...problems(401, 403, 429),
    },
  }),
  async (c) => c.json({ items: unwrap(await inboxOf(c).overview()).saved, next: null }, 200),
);

inboxKept.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/saved",
    tags: ["Inbox"],
    summary: "Save a message to come back to it",
    middleware: [requireUser] as const,
    request: { body: jsonBody(NewSaved) },
    responses: { ...DONE, ...problems(409) },
  }),
  (c) => performInInbox(c, { type: "save", ...c.req.valid("json") }),
);

inboxKept.openapi(
  createRoute({
    method: "delete",
    path: "/api/inbox/saved/{message}",
    tags: ["Inbox"],
    summary: "Save a message no more",
    middleware: [requireUser] as const,
    request: { params: z.object({ message: z.uuid() }) },
    responses: DONE,
  }),
  (c) => performInInbox(c, { type: "unsave", message: c.req.valid("param").message }),
);
