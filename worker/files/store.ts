/**
 * Where bytes lie, behind one small interface: all of the server's uploads, exports and pictures go through it. What holds
 * for each implementation is in `store.test.ts`, which runs against every one of them.
 */

/** The store could not be asked, or would not do it just now. */
export class StorageUnavailable extends Error {
  override name = "StorageUnavailable";
}

/** What was to be written had more or fewer bytes than was said of it. */
export class WrongSize extends Error {
  override name = "WrongSize";
}

/** Bytes of an object, counted from 0. */
export interface ByteRange {
  offset: number;
  length: number;
}

/** An object as a list shows it. */
export interface StoredObject {
  key: string;
  size: number;
  /** ms since 1970 */
  writtenAt: number;
}

/** An object that is written in parts, and is not there before all of them are. */
export interface PartUpload {
  key: string;
  upload: string;
}

export interface UploadedPart {
  partNumber: number;
  etag: string;
}

/** Bytes of a known number, as they come. */
export interface SizedStream {
  stream: ReadableStream<Uint8Array>;
  size: number;
}

/** R2 wants every part but the last to have the same size, of at least this. */
export const PART_BYTES = 5 * 1024 * 1024;

/** All methods throw {@link StorageUnavailable} where the store fails. */
export interface FileStore {
  /**
   * Writes an object, all of it or nothing. What the stream throws is thrown on.
   * @throws WrongSize
   */
  put(key: string, bytes: SizedStream, type: string): Promise<void>;
  /** An object's bytes, or some of them, as they are read; null where there is none. */
  read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** An object's size in bytes; null where there is none. */
  size(key: string): Promise<number | null>;
  /** Deletes objects; none of a key is as good. */
  delete(keys: readonly string[]): Promise<void>;
  /** A page of the objects whose keys begin with `prefix`, by key. */
  list(prefix: string, cursor?: string): Promise<{ items: StoredObject[]; next: string | null }>;
  /** Begins an object in parts. */
  begin(key: string, type: string): Promise<PartUpload>;
  /**
   * Writes one part, from 1; sent again, it replaces itself. What the stream throws is thrown on.
   * @throws WrongSize
   */
  writePart(at: PartUpload, partNumber: number, part: Uint8Array | SizedStream): Promise<UploadedPart>;
  /** Puts the parts together; answers the object's size in bytes. */
  complete(at: PartUpload, parts: readonly UploadedPart[]): Promise<number>;
  /** Lets go of an object in parts that will not be. One that is gone already is no failure. */
  abandon(at: PartUpload): Promise<void>;
}

/** Deletes the objects under `prefix` that are meant, and answers how many those were. */
export async function deleteAll(
  store: FileStore,
  prefix: string,
  isMeant: (object: StoredObject) => boolean,
): Promise<number> {
  let deleted = 0;
  let cursor: string | undefined;
  do {
    const page = await store.list(prefix, cursor);
    const keys = page.items.filter(isMeant).map(({ key }) => key);
    if (keys.length > 0) await store.delete(keys);
    deleted += keys.length;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return deleted;
}
