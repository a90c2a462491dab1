/** `/api/inbox/push`: which of one's devices are pushed to while one is at none of them. */
import { createRoute, z } from "@hono/zod-openapi";
import { NewPushSubscription, PushSubscriptionView, PushView } from "../../durable-objects/inbox/protocol.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { newRoutes } from "../http/context.ts";
import { requireSession, requireUser } from "../http/identity.ts";
import { inboxOf } from "../http/inbox.ts";
import { json, jsonBody, problems } from "../http/openapi.ts";
import { pushProvider } from "../providers/push/push.ts";

export const inboxPush = newRoutes();

inboxPush.openapi(
  createRoute({
    method: "get",
    path: "/api/inbox/push",
    tags: ["Inbox"],
    summary: "Whether this server pushes, and whereto",
    middleware: [requireUser] as const,
    responses: { 200: json(PushView.openapi("PushView"), "The key and the devices"), ...problems(401, 403, 429) },
  }),
  async (c) => {
    const { publicKey = null } = pushProvider(c.get("settings")) ?? {};
    return c.json({ publicKey, subscriptions: unwrap(await inboxOf(c).pushSubscriptions()) }, 200);
  },
);

inboxPush.openapi(
  createRoute({
    method: "post",
    path: "/api/inbox/push",
    tags: ["Inbox"],
    summary: "Let a device be pushed to",
    description:
      "Takes what a browser's `PushSubscription.toJSON()` says. It ends with the session that made it; one that was made before for the same endpoint takes its place.",
    middleware: [requireSession] as const,
    request: { body: jsonBody(NewPushSubscription.openapi("NewPushSubscription")) },
    responses: {
      201: json(PushSubscriptionView.openapi("PushSubscription"), "The subscription"),
      ...problems(401, 403, 422, 429, 503),
    },
  }),
  async (c) => {
    const provider = pushProvider(c.get("settings"));
    if (!provider) throw new RoomError("unavailable", "This server is not set up to push.");
    const wanted = c.req.valid("json");
    if (!(await provider.accepts(wanted))) {
      throw new RoomError("invalid", "This is no subscription of a push service that is known here.", [
        { path: "endpoint", message: "Use the one your browser gives" },
      ]);
    }
    const session = c.get("identity")?.session ?? "";
    const device = deviceOf(c.req.header("user-agent"));
    return c.json(unwrap(await inboxOf(c).addPushSubscription({ ...wanted, session, device })), 201);
  },
);

inboxPush.openapi(
  createRoute({
    method: "delete",
    path: "/api/inbox/push/{subscription}",
    tags: ["Inbox"],
    summary: "Push to a device no more",
    middleware: [requireUser] as const,
    request: { params: z.object({ subscription: z.uuid() }) },
    responses: { 204: { description: "It is pushed to no more" }, ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    unwrap(await inboxOf(c).removePushSubscription(c.req.valid("param").subscription));
    return c.body(null, 204);
  },
);

const BROWSERS = [
  [/\bEdg(e|A|iOS)?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
] as const;
const SYSTEMS = [
  [/\b(iPhone|iPad)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bLinux\b/, "Linux"],
] as const;

/** What a device is called by its user, as far as its browser says. */
function deviceOf(userAgent = ""): string {
  const browser = BROWSERS.find(([sign]) => sign.test(userAgent))?.[1] ?? "A browser";
  const system = SYSTEMS.find(([sign]) => sign.test(userAgent))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}
