/**
 * Writes an object of unknown length in parts, which can be put aside between any two writes. All parts but the last are
 * of one size, so what does not fill a part yet, the tail, is kept by whoever puts it aside. A part sent twice replaces
 * itself, so a step that is done again does no harm.
 */
import { z } from "zod";
import { type FileStore, PART_BYTES, type PartUpload, type UploadedPart } from "./store.ts";

/** One lost part would cost all that was written since the upload was last put aside. */
const PART_TRIES = 3;

/** How far an upload is, but for its tail. */
export const UploadState = z.object({
  key: z.string(),
  uploadId: z.string(),
  parts: z.array(z.object({ partNumber: z.number().int(), etag: z.string() })),
});
export type UploadState = z.infer<typeof UploadState>;

/** One object under way to the store. */
export class Upload {
  readonly #store: FileStore;
  readonly #at: PartUpload;
  readonly #parts: UploadedPart[];
  readonly #tail = new Uint8Array(PART_BYTES);
  #tailBytes = 0;

  private constructor(store: FileStore, at: PartUpload, parts: UploadedPart[], tail: readonly Uint8Array[]) {
    this.#store = store;
    this.#at = at;
    this.#parts = parts;
    for (const piece of tail) {
      this.#tail.set(piece, this.#tailBytes);
      this.#tailBytes += piece.length;
    }
  }

  /** @throws StorageUnavailable */
  static async begin(store: FileStore, key: string, type: string): Promise<Upload> {
    return new Upload(store, await store.begin(key, type), [], []);
  }

  /** Goes on with an upload; `tail` is what {@link tail} gave then, in pieces of any size. Asks the store nothing. */
  static resume(store: FileStore, { key, uploadId, parts }: UploadState, tail: readonly Uint8Array[]): Upload {
    return new Upload(store, { key, upload: uploadId }, [...parts], tail);
  }

  get state(): UploadState {
    return { key: this.#at.key, uploadId: this.#at.upload, parts: [...this.#parts] };
  }

  /** What was written and is not yet in any part. Good until the next write. */
  get tail(): Uint8Array {
    return this.#tail.subarray(0, this.#tailBytes);
  }

  /** @throws StorageUnavailable */
  async write(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const taken = bytes.subarray(from, from + PART_BYTES - this.#tailBytes);
      this.#tail.set(taken, this.#tailBytes);
      this.#tailBytes += taken.length;
      from += taken.length;
      if (this.#tailBytes === PART_BYTES) await this.#sendTail();
    }
  }

  /** Ends it: the object is there. Answers its size in bytes. @throws StorageUnavailable */
  async complete(): Promise<number> {
    if (this.#tailBytes > 0 || this.#parts.length === 0) await this.#sendTail();
    return this.#store.complete(this.#at, this.#parts);
  }

  async #sendTail(): Promise<void> {
    const bytes = this.tail.slice();
    for (let left = PART_TRIES; ; ) {
      left -= 1;
      try {
        this.#parts.push(await this.#store.writePart(this.#at, this.#parts.length + 1, bytes));
        break;
      } catch (cause) {
        if (left === 0) throw cause;
      }
    }
    this.#tailBytes = 0;
  }
}

/** Lets go of an upload that will not be ended, and of its parts. One that is gone already is no failure. */
export async function abandonUpload(store: FileStore, { key, uploadId }: UploadState): Promise<void> {
  await store.abandon({ key, upload: uploadId });
}
