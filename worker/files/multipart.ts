/**
 * Writes an object of unknown length to R2 in parts, which can be put aside between any two writes. R2 wants all parts
 * but the last to be of one size, so what does not fill a part yet, the tail, is kept by whoever puts it aside. A part
 * sent twice replaces itself, so a step that is done again does no harm.
 */
import { z } from "zod";

export const PART_BYTES = 5 * 1024 * 1024;
/** One lost part would cost all that was written since the upload was last put aside. */
const PART_TRIES = 3;

/** R2 could not be asked, or would not do it just now. */
export class StorageUnavailable extends Error {
  override name = "StorageUnavailable";
}

/** How far an upload is, but for its tail. */
export const UploadState = z.object({
  key: z.string(),
  uploadId: z.string(),
  parts: z.array(z.object({ partNumber: z.number().int(), etag: z.string() })),
});
export type UploadState = z.infer<typeof UploadState>;

/** One object under way to R2. */
export class Upload {
  readonly #multipart: R2MultipartUpload;
  readonly #parts: R2UploadedPart[];
  readonly #tail = new Uint8Array(PART_BYTES);
  #tailBytes = 0;

  private constructor(multipart: R2MultipartUpload, parts: R2UploadedPart[], tail: readonly Uint8Array[]) {
    this.#multipart = multipart;
    this.#parts = parts;
    for (const piece of tail) {
      this.#tail.set(piece, this.#tailBytes);
      this.#tailBytes += piece.length;
    }
  }

  /** @throws StorageUnavailable */
  static async begin(files: R2Bucket, key: string, options: R2MultipartOptions): Promise<Upload> {
    return new Upload(await asked(files.createMultipartUpload(key, options)), [], []);
  }

  /** Goes on with an upload; `tail` is what {@link tail} gave then, in pieces of any size. Asks R2 nothing. */
  static resume(files: R2Bucket, { key, uploadId, parts }: UploadState, tail: readonly Uint8Array[]): Upload {
    return new Upload(files.resumeMultipartUpload(key, uploadId), [...parts], tail);
  }

  get state(): UploadState {
    const { key, uploadId } = this.#multipart;
    return { key, uploadId, parts: [...this.#parts] };
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
    const { size } = await asked(this.#multipart.complete(this.#parts));
    return size;
  }

  async #sendTail(): Promise<void> {
    const bytes = this.tail.slice();
    for (let left = PART_TRIES; ; ) {
      left -= 1;
      try {
        this.#parts.push(await asked(this.#multipart.uploadPart(this.#parts.length + 1, bytes)));
        break;
      } catch (cause) {
        if (left === 0) throw cause;
      }
    }
    this.#tailBytes = 0;
  }
}

/** Lets go of an upload that will not be ended, and of its parts. One that is gone already is no failure. */
export async function abandonUpload(files: R2Bucket, { key, uploadId }: UploadState): Promise<void> {
  await files
    .resumeMultipartUpload(key, uploadId)
    .abort()
    .catch(() => undefined);
}

async function asked<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (cause) {
    throw new StorageUnavailable("R2 did not answer", { cause });
  }
}
