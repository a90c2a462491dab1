/** `/api/objects/uploads`: files that come in parts, which a cut network does not begin anew. */
import { createRoute, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { OpenUpload } from "../../durable-objects/conversation/files/protocol.ts";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { database } from "../data/database.ts";
import { type FileRecord, fileOf, fileShown } from "../data/files.ts";
import { bodyOf } from "../files/body.ts";
import { allowedAt } from "../files/limits.ts";
import { keptName } from "../files/names.ts";
import { beginUpload, completeUpload, takePart, uploadShown } from "../files/resuming.ts";
import { drop } from "../files/uploading.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";
import { Collection, demandWritable, ownFile, placeFor } from "../http/file-access.ts";
import { IdempotencyHeader, idempotent } from "../http/idempotency.ts";
import { requireUser } from "../http/identity.ts";
import { bytes, json, jsonBody, problems } from "../http/openapi.ts";
import { sensitive } from "../http/rate-limit.ts";
import { tellProfilesAfter } from "../http/tell-after.ts";
import { demandFewUnattached, FileAnswer, GivenName } from "./objects.ts";

const Upload = OpenUpload.openapi("Upload");
const NewUpload = z
  .object({
    collection: Collection,
    name: GivenName,
    size: z.number().int().min(1).meta({ description: "Bytes of the whole." }),
  })
  .openapi("NewUpload");
const Params = z.object({ id: z.uuid() });
const PartParams = Params.extend({ n: z.coerce.number().int().min(1).max(10_000) });

export const objectUploads = newRoutes();

objectUploads.openapi(
  createRoute({
    method: "post",
    path: "/api/objects/uploads",
    tags: ["Files"],
    summary: "Begin a file that is sent in parts",
    description: "Every part but the last has `partBytes` bytes. What is not completed within a day is deleted.",
    middleware: [requireUser, sensitive("upload"), idempotent] as const,
    request: { headers: IdempotencyHeader, body: jsonBody(NewUpload) },
    responses: { 201: json(Upload, "The upload"), ...problems(401, 403, 404, 409, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { collection, name, size } = c.req.valid("json");
    const place = await placeFor(c, collection, "message.write");
    await demandFewUnattached(c);
    const user = c.get("user").id;
    const file = { id: c.get("creation"), user, place, name: keptName(name), size, at: Date.now() };
    return c.json(await beginUpload(c.env, file, allowedAt(place, c.get("settings"))), 201);
  },
);

objectUploads.openapi(
  createRoute({
    method: "get",
    path: "/api/objects/uploads/{id}",
    tags: ["Files"],
    summary: "How far an upload is; for who began it",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 200: json(Upload, "The upload"), ...problems(401, 404, 409, 422, 429) },
  }),
  async (c) => c.json(await uploadShown(c.env, await underWay(c, c.req.valid("param").id)), 200),
);

objectUploads.openapi(
  createRoute({
    method: "put",
    path: "/api/objects/uploads/{id}/parts/{n}",
    tags: ["Files"],
    summary: "Send a part, counted from 1",
    description: "In any order; sent again, it replaces itself.",
    middleware: [requireUser] as const,
    request: { params: PartParams, body: bytes("The part") },
    responses: { 200: json(Upload, "How far the upload is now"), ...problems(401, 403, 404, 409, 413, 422, 429, 503) },
  }),
  async (c) => {
    const { id, n } = c.req.valid("param");
    const file = await underWay(c, id);
    const { body } = c.req.raw;
    if (!body) throw new RoomError("invalid", "This part is empty.");
    await takePart(c.env, file, n, bodyOf(body), allowedAt(file.place, c.get("settings")));
    return c.json(await uploadShown(c.env, file), 200);
  },
);

objectUploads.openapi(
  createRoute({
    method: "post",
    path: "/api/objects/uploads/{id}/complete",
    tags: ["Files"],
    summary: "All parts were sent: make the file of them",
    description: "May be repeated. A file that is not taken is deleted, and the upload with it.",
    middleware: [requireUser, tellProfilesAfter] as const,
    request: { params: Params },
    responses: { 200: json(FileAnswer, "The file"), ...problems(401, 403, 404, 409, 410, 413, 422, 429, 503) },
  }),
  async (c) => {
    const file = ownFile(c, await fileOf(database(c.env.DB), c.req.valid("param").id));
    await demandWritable(c, file.place);
    const completing = completeUpload(c.env, file, allowedAt(file.place, c.get("settings")));
    c.executionCtx.waitUntil(completing.catch(() => undefined));
    const done = await completing;
    if (!done.content) throw new RoomError("internal", "The file was not looked into.");
    return c.json(fileShown(done, done.content), 200);
  },
);

objectUploads.openapi(
  createRoute({
    method: "delete",
    path: "/api/objects/uploads/{id}",
    tags: ["Files"],
    summary: "Give an upload up",
    middleware: [requireUser] as const,
    request: { params: Params },
    responses: { 204: { description: "It is gone" }, ...problems(401, 404, 409, 422, 429) },
  }),
  async (c) => {
    await drop(c.env, await underWay(c, c.req.valid("param").id));
    return c.body(null, 204);
  },
);

/** An upload of the caller that is not complete. @throws RoomError `not_found`, `conflict` */
async function underWay(c: Context<AppEnv>, id: string): Promise<FileRecord> {
  const file = ownFile(c, await fileOf(database(c.env.DB), id));
  if (file.upload === null) throw new RoomError("conflict", "This upload is not under way any more.");
  return file;
}
