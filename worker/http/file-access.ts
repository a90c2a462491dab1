/** Who may write and read files, asked of their workspace at the time of the request. */
import { z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Act } from "../../durable-objects/workspace/permissions.ts";
import type { FileContent, FilePlace, FileRecord } from "../data/files.ts";
import { actorOf } from "./actor.ts";
import type { AppEnv } from "./context.ts";

const CONVERSATION = /^conversations\/([0-9a-f-]{36})$/;

/** The name of a collection: a conversation's files, or one's own pictures. */
export const Collection = z
  .string()
  .refine((name) => name === "avatars" || z.uuid().safeParse(CONVERSATION.exec(name)?.[1]).success, {
    error: "Name `conversations/{id}` or `avatars`",
  })
  .meta({ description: "`conversations/{id}`, or `avatars` for one's own picture." });

/** A file whose bytes are there. */
export type KeptFile = FileRecord & { content: FileContent };

/** The place of a collection in which the caller may `act`. @throws RoomError `not_found`, `forbidden` */
export async function placeFor(
  c: Context<AppEnv>,
  collection: string,
  act: Extract<Act, "conversation.read" | "message.write">,
): Promise<FilePlace> {
  const [, conversation] = CONVERSATION.exec(collection) ?? [];
  if (conversation === undefined) return { collection: "avatars" };
  const at = await c.env.CONVERSATION.getByName(conversation).address();
  if (!at) throw new RoomError("not_found", "There is no such conversation.");
  const place: FilePlace = { collection: "conversations", workspace: at.workspace, conversation };
  await demand(c, place, act);
  return place;
}

/**
 * Passes when the caller may see a file: anyone signed in a picture of someone; who may read the conversation now, what
 * one of its messages has; its uploader, who may still read there, what none has.
 * @throws RoomError `not_found`
 */
export async function demandReadable(c: Context<AppEnv>, file: FileRecord | undefined): Promise<KeptFile> {
  if (!file?.content) throw nothingHere();
  const { place, content } = file;
  if (place.collection === "avatars") return { ...file, content };
  await demand(c, place, "conversation.read").catch((cause: unknown) => {
    throw cause instanceof RoomError && cause.code === "forbidden" ? nothingHere() : cause;
  });
  if (file.attachedAt === null && file.user !== c.get("user").id) {
    // The word that a message has it is on its way to D1; the room knows.
    const attached = unwrap(await c.env.CONVERSATION.getByName(place.conversation).filesAttached([file.id]));
    if (attached.length === 0) throw nothingHere();
  }
  return { ...file, content };
}

/** The caller's own file. @throws RoomError `not_found` for anyone else's */
export function ownFile(c: Context<AppEnv>, file: FileRecord | undefined): FileRecord {
  if (file?.user !== c.get("user").id) throw nothingHere();
  return file;
}

/** Passes when the caller may still write where a file is for. @throws RoomError `not_found`, `forbidden` */
export async function demandWritable(c: Context<AppEnv>, place: FilePlace): Promise<void> {
  if (place.collection === "conversations") await demand(c, place, "message.write");
}

async function demand(
  c: Context<AppEnv>,
  { workspace, conversation }: Extract<FilePlace, { collection: "conversations" }>,
  act: Act,
): Promise<void> {
  const at = { workspace, kind: "conversation", room: conversation } as const;
  unwrap(await c.env.WORKSPACE.getByName(workspace).authorize(actorOf(c), act, at));
}

function nothingHere(): RoomError {
  return new RoomError("not_found", "There is no such file.");
}
