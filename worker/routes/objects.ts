/** `/api/objects`: files of conversations, and pictures of people. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { StoredFile } from "../../durable-objects/conversation/files/protocol.ts";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { countUnattached, fileOf, fileShown, listFiles } from "../data/files.ts";
import { updateProfile } from "../data/users.ts";
import { digestOfIncoming, incomingFile } from "../files/incoming.ts";
import { allowedAt, MAX_UNATTACHED } from "../files/limits.ts";
import { keptName } from "../files/names.ts";
import { r2Store } from "../files/r2-store.ts";
import { answerFile } from "../files/serving.ts";
import { drop, takeFile } from "../files/uploading.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { Collection, demandReadable, ownFile, placeFor } from "../http/file-access.ts";
import { IdempotencyHeader, idempotentStream } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { ListQuery, listOf, pageOf, readCursor } from "../http/lists.ts";
import { bytes, json, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";
import { tellProfilesAfter } from "../http/tell-after.ts";

export const FileAnswer = StoredFile.openapi("File");
/** A name as it is sent: what of it is kept is another matter. */
export const GivenName = z.string().max(1_000);

const Params = z.object({ id: z.uuid() });

export const objects = newRoutes();

/** Whether a request that is repeated brings the file that the first one made. */
async function isSameFile(c: Context<AppEnv>, creation: string): Promise<boolean> {
  const kept = await fileOf(database(c.env.DB), creation);
  // Gone since, as messages go with their files: the remembered answer is all there is to say.
  if (!kept?.content) return true;
  return (await digestOfIncoming(c.req.raw, allowedAt(kept.place, c.get("settings")))) === kept.content.digest;
}

objects.openapi(
  createRoute({
    method: "post",
    path: "/api/objects/upload",
    tags: ["Files"],
    summary: "Upload a file",
    description:
      "As it is, with `name` in the address, or as the one file of a form (`multipart/form-data`). What it is goes by its bytes: JPEG, PNG, GIF, WebP, PDF or plain text in UTF-8 for a conversation, up to ATTACHMENT_MAX_MB; JPEG, PNG or WebP up to 5 MB for one's own picture, which it is from then on. A file that no message takes within a day is deleted. Above 5 MB, `POST /api/objects/uploads` can be gone on with after a cut.",
    middleware: [requireUser, sensitive("upload"), idempotentStream(isSameFile), tellProfilesAfter] as const,
    request: {
      headers: IdempotencyHeader,
      query: z.object({ collection: Collection, name: GivenName.optional() }),
      body: bytes("The file, or a form with it"),
    },
    responses: { 201: json(FileAnswer, "The file"), ...problems(401, 403, 404, 409, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { collection, name } = c.req.valid("query");
    const user = c.get("user").id;
    const place = await placeFor(c, collection, "message.write");
    await demandFewUnattached(c);
    const incoming = await incomingFile(c.req.raw);
    const file = { id: c.get("creation"), user, place, name: keptName(name ?? incoming.name ?? ""), at: Date.now() };
    const taking = takeFile(c.env, file, incoming, allowedAt(place, c.get("settings")));
    // Who goes away in the middle must not leave half of it.
    c.executionCtx.waitUntil(taking.catch(() => undefined));
    const taken = await taking;
    if (!taken.content) throw new RoomError("internal", "The file was not looked into.");
    c.header("location", `/api/objects/${taken.id}`);
    return c.json(fileShown(taken, taken.content), 201);
  },
);

objects.openapi(
  createRoute({
    method: "get",
    path: "/api/objects",
    tags: ["Files"],
    summary: "The files of a collection, newest first",
    description: "Of a conversation: what its messages have, and what oneself uploaded and sent in none yet.",
    middleware: [requireUser] as const,
    request: {
      query: ListQuery.extend({
        collection: Collection,
        prefix: GivenName.default("").meta({ description: "What their names begin with, in whatever case." }),
      }),
    },
    responses: { 200: json(listOf(FileAnswer), "Files"), ...problems(401, 403, 404, 422, 429) },
  }),
  async (c) => {
    const { collection, prefix, cursor, limit } = c.req.valid("query");
    const before = readCursor(cursor, z.uuid());
    const place = await placeFor(c, collection, "conversation.read");
    const viewer = c.get("user").id;
    const rows = await listFiles(database(c.env.DB), { viewer, place, prefix, before, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ id }) => id);
    return c.json(page, 200);
  },
);

objects.openapi(
  createRoute({
    method: "get",
    path: "/api/objects/{id}",
    tags: ["Files"],
    summary: "A file's bytes",
    description:
      "For whoever may read its conversation now; a picture of a user, for anyone signed in. Takes `Range`, `If-Range`, `If-None-Match` and `If-Modified-Since`. Only pictures are for showing; all else is for keeping.",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: {
      200: bytes("The file, as the type that its bytes are of"),
      206: bytes("The part of it that was asked for"),
      304: { description: "It is what the client has" },
      412: { description: "It is not what `If-Match` names" },
      416: { description: "It has no such part; `Content-Range` tells its size" },
      ...problems(401, 404, 410, 422, 429, 503),
    },
  }),
  async (c) => {
    const file = await demandReadable(c, await fileOf(database(c.env.DB), c.req.valid("param").id));
    return answerFile(r2Store(c.env.FILES), c.req.raw, file, file.content);
  },
);

objects.openapi(
  createRoute({
    method: "delete",
    path: "/api/objects/{id}",
    tags: ["Files"],
    summary: "Delete a file that no message has, or one's own picture",
    description: "What a message has goes with the message.",
    middleware: [requireUser, tellProfilesAfter] as const,
    request: { params: Params },
    responses: { 204: { description: "It is gone" }, ...problems(401, 403, 404, 409, 422, 429, 503) },
  }),
  async (c) => {
    const db = database(c.env.DB);
    const file = await demandReadable(c, await fileOf(db, c.req.valid("param").id));
    const user = c.get("user").id;
    if (file.user !== user) throw new RoomError("forbidden", "Only who uploaded a file may delete it.");
    if (file.place.collection === "avatars") {
      await updateProfile(db, user, { image: null }, Date.now());
    } else {
      const room = c.env.CONVERSATION.getByName(file.place.conversation);
      const free = unwrap(await room.releaseUnattached([file.id]));
      if (free.length === 0) throw new RoomError("conflict", "A message has this file. Delete the message.");
    }
    await drop(c.env, ownFile(c, file));
    return c.body(null, 204);
  },
);

/** @throws RoomError `limit_reached` for whoever has too many files that nothing has */
export async function demandFewUnattached(c: Context<AppEnv>): Promise<void> {
  if ((await countUnattached(database(c.env.DB), c.get("user").id)) < MAX_UNATTACHED) return;
  throw new RoomError(
    "limit_reached",
    "Too many of your files were sent in no message yet. Send or delete some first.",
  );
}
