/** What is known of files: whose they are, where they belong, what they are. Their bytes are in `files/store.ts`. */
import { and, desc, eq, isNotNull, isNull, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { FileType, type StoredFile } from "../../durable-objects/conversation/files/protocol.ts";
import type { UploadedPart } from "../files/store.ts";
import { accountAct } from "./audit.ts";
import { type Database, database } from "./database.ts";
import { fileParts, files, user as users } from "./schema.ts";

/** Where a file belongs. */
export type FilePlace =
  | { collection: "conversations"; workspace: string; conversation: string }
  | { collection: "avatars" };

/** A file about to be written. */
export interface NewFile {
  id: string;
  user: string;
  place: FilePlace;
  name: string;
  size: number;
  /** ms since 1970 */
  at: number;
  /** Names this attempt to write it: a request that comes again under the same key makes another of the same file. */
  attempt: string;
}

/** What was found in a file's bytes. */
export interface FileContent {
  type: FileType;
  size: number;
  width: number | null;
  height: number | null;
  /** SHA-256, in hex. */
  digest: string;
}

export interface FileRecord extends NewFile {
  /** The store's name of it while it is written in parts. */
  upload: string | null;
  /** Null until the bytes are there and were looked into. */
  content: FileContent | null;
  attachedAt: number | null;
}

type Row = typeof files.$inferSelect;

/** A file of which all is known, as its routes show it. */
export function fileShown(file: FileRecord, content: FileContent): StoredFile {
  const { id, place, name, user, at, attachedAt } = file;
  const { type, size, width, height } = content;
  return {
    id,
    name,
    type,
    size,
    width,
    height,
    collection: collectionOf(place),
    by: user,
    at,
    attached: attachedAt !== null,
  };
}

/** What a place is called outside. */
export function collectionOf(place: FilePlace): string {
  return place.collection === "avatars" ? "avatars" : `conversations/${place.conversation}`;
}

/** Notes a file before its bytes are written. Answers the one there is of this id already, which stays as it is. */
export async function noteFile(db: Database, { place, at, ...file }: NewFile): Promise<FileRecord | undefined> {
  const { workspace, conversation } = place.collection === "avatars" ? NOWHERE : place;
  const [before] = await db.batch([
    db.select().from(files).where(eq(files.id, file.id)),
    db
      .insert(files)
      .values({ ...file, workspace, conversation, createdAt: at })
      .onConflictDoNothing(),
  ]);
  return before.map(recordOf)[0];
}

/** Makes a file that an earlier attempt has not brought this attempt's. */
export async function takeOver(db: Database, { id, attempt }: Pick<NewFile, "id" | "attempt">): Promise<void> {
  await db
    .update(files)
    .set({ attempt })
    .where(and(eq(files.id, id), isNull(files.digest)));
}

const NOWHERE = { workspace: null, conversation: null };

/** The file of this id. */
export async function fileOf(db: Database, id: string): Promise<FileRecord | undefined> {
  const row = await db.select().from(files).where(eq(files.id, id)).get();
  return row && recordOf(row);
}

/**
 * Notes what was found in a file's bytes, now that they are there. False where nothing is known of the file any more, or
 * it is a later attempt's.
 */
export async function completeFile(
  db: Database,
  { id, attempt }: Pick<NewFile, "id" | "attempt">,
  content: FileContent,
): Promise<boolean> {
  const [changed] = await db.batch([
    db
      .update(files)
      .set({ ...content, upload: null })
      .where(and(eq(files.id, id), eq(files.attempt, attempt))),
    db.delete(fileParts).where(eq(fileParts.file, id)),
  ]);
  return changed.meta.changes > 0;
}

/** Marks files as in use since `at`. May be repeated. */
export async function markAttached(d1: D1Database, ids: readonly string[], at: number): Promise<void> {
  await database(d1)
    .update(files)
    .set({ attachedAt: at })
    .where(and(among(ids), isNull(files.attachedAt)));
}

/** Drops what is known of files whose bytes are gone. May be repeated. */
export async function forgetFiles(d1: D1Database, ids: readonly string[]): Promise<void> {
  const db = database(d1);
  await db.batch([
    db.delete(fileParts).where(sql`${fileParts.file} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
    db.delete(files).where(among(ids)),
  ]);
}

/** Drops what is known of a file that an attempt did not bring, unless it is a later attempt's. */
export async function forgetAttempt(d1: D1Database, { id, attempt }: Pick<NewFile, "id" | "attempt">): Promise<void> {
  await database(d1)
    .delete(files)
    .where(and(eq(files.id, id), eq(files.attempt, attempt)));
}

/** The files of these ids, of those that are known. */
export async function filesOf(d1: D1Database, ids: readonly string[]): Promise<FileRecord[]> {
  return (await database(d1).select().from(files).where(among(ids))).map(recordOf);
}

/** Which files of a collection are asked for. */
export interface FileQuery {
  /** Who asks: what is in no use is shown to its uploader only. */
  viewer: string;
  place: { collection: "conversations"; conversation: string } | { collection: "avatars" };
  /** What their names begin with, in whatever case. */
  prefix: string;
  /** Only those made before the one of this id. */
  before: string | null;
  limit: number;
}

/** Files of a collection, the newest first. */
export async function listFiles(db: Database, query: FileQuery): Promise<StoredFile[]> {
  const { viewer, place, prefix, before, limit } = query;
  const conditions: (SQL | undefined)[] = [isNotNull(files.digest)];
  if (place.collection === "avatars") conditions.push(eq(files.user, viewer), isNull(files.conversation));
  else {
    conditions.push(eq(files.conversation, place.conversation));
    conditions.push(or(isNotNull(files.attachedAt), eq(files.user, viewer)));
  }
  if (prefix !== "") {
    conditions.push(sql`lower(substr(${files.name}, 1, ${[...prefix].length})) = lower(${prefix})`);
  }
  if (before !== null) conditions.push(lt(files.id, before));
  const rows = await db
    .select()
    .from(files)
    .where(and(...conditions))
    .orderBy(desc(files.id))
    .limit(limit);
  return rows.map(recordOf).flatMap((file) => (file.content ? [fileShown(file, file.content)] : []));
}

/** How many of a user's files are in no use. */
export async function countUnattached(db: Database, user: string): Promise<number> {
  return db.$count(files, and(eq(files.user, user), isNull(files.attachedAt)));
}

/** Files that were in no use before `before`, the oldest first, behind the one given. */
export async function unattachedFiles(
  db: Database,
  before: number,
  behind: { at: number; id: string } | null,
  limit: number,
): Promise<FileRecord[]> {
  const rows = await db
    .select()
    .from(files)
    .where(
      and(
        isNull(files.attachedAt),
        lt(files.createdAt, before),
        behind === null ? undefined : sql`(${files.createdAt}, ${files.id}) > (${behind.at}, ${behind.id})`,
      ),
    )
    .orderBy(files.createdAt, files.id)
    .limit(limit);
  return rows.map(recordOf);
}

// --- Uploads in parts ---

/** Notes that a file is written in parts, and by what name. */
export async function noteUpload(db: Database, id: string, upload: string): Promise<void> {
  await db.update(files).set({ upload }).where(eq(files.id, id));
}

/** Notes a part, new or sent again. */
export async function notePart(db: Database, file: string, { partNumber, etag }: UploadedPart): Promise<void> {
  await db
    .insert(fileParts)
    .values({ file, number: partNumber, etag })
    .onConflictDoUpdate({ target: [fileParts.file, fileParts.number], set: { etag } });
}

/** The parts there are of a file, in their order. */
export async function partsOf(db: Database, file: string): Promise<UploadedPart[]> {
  return db
    .select({ partNumber: fileParts.number, etag: fileParts.etag })
    .from(fileParts)
    .where(eq(fileParts.file, file))
    .orderBy(fileParts.number);
}

// --- A conversation that is erased ---

/** Some of the files of a conversation: those that are there, and uploads in parts under way. */
export async function settledFilesOf(d1: D1Database, conversation: string, limit: number): Promise<FileRecord[]> {
  const rows = await database(d1)
    .select()
    .from(files)
    .where(and(eq(files.conversation, conversation), or(isNotNull(files.digest), isNotNull(files.upload))))
    .limit(limit);
  return rows.map(recordOf);
}

// --- Pictures of users ---

/** Makes a file its user's picture, at `image`. Answers their former ones, which are to go. */
export async function setPicture(
  db: Database,
  picture: { user: string; id: string; image: string },
  now: number,
): Promise<FileRecord[]> {
  const { user, id, image } = picture;
  const others = and(eq(files.user, user), isNull(files.conversation), ne(files.id, id), isNotNull(files.digest));
  const [, , , former] = await db.batch([
    db
      .update(users)
      .set({ image, updatedAt: new Date(now) })
      .where(eq(users.id, user)),
    accountAct(db, { act: "account.profile_changed", by: user, detail: { fields: ["image"] } }),
    db.update(files).set({ attachedAt: now }).where(eq(files.id, id)),
    db.update(files).set({ attachedAt: null }).where(others).returning(),
  ]);
  return former.map(recordOf);
}

/** Takes the pictures that a user uploaded out of use: they have another, or none. A part of a batch. */
export function freePictures(db: Database, user: string) {
  return db
    .update(files)
    .set({ attachedAt: null })
    .where(and(eq(files.user, user), isNull(files.conversation), isNotNull(files.attachedAt)));
}

function among(ids: readonly string[]): SQL {
  // As one parameter: D1 takes 100 of them in a query.
  return sql`${files.id} IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`;
}

function recordOf(row: Row): FileRecord {
  const { id, user, workspace, conversation, name, size, createdAt, attempt, upload, attachedAt } = row;
  const { width, height, digest } = row;
  const type = FileType.safeParse(row.type).data;
  const place: FilePlace =
    workspace === null || conversation === null
      ? { collection: "avatars" }
      : { collection: "conversations", workspace, conversation };
  const content = type === undefined || digest === null ? null : { type, size, width, height, digest };
  return { id, user, place, name, size, at: createdAt, attempt, upload, content, attachedAt };
}
