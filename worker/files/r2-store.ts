import {
  type ByteRange,
  type FileStore,
  type PartUpload,
  type SizedStream,
  StorageUnavailable,
  type StoredObject,
  type UploadedPart,
  WrongSize,
} from "./store.ts";

/** R2 deletes so many objects in one call (developers.cloudflare.com/r2/api/workers/workers-api-reference). */
const DELETED_AT_ONCE = 1000;

/** The store that is R2, or what stands for it on one machine. */
export function r2Store(bucket: R2Bucket): FileStore {
  return new R2Store(bucket);
}

class R2Store implements FileStore {
  readonly #bucket: R2Bucket;

  constructor(bucket: R2Bucket) {
    this.#bucket = bucket;
  }

  async put(key: string, bytes: SizedStream, type: string): Promise<void> {
    await sending(bytes, (body) => this.#bucket.put(key, body, { httpMetadata: { contentType: type } }));
  }

  async read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const object = await asked(this.#bucket.get(key, range === undefined ? {} : { range }));
    return object?.body ?? null;
  }

  async size(key: string): Promise<number | null> {
    return (await asked(this.#bucket.head(key)))?.size ?? null;
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (let from = 0; from < keys.length; from += DELETED_AT_ONCE) {
      await asked(this.#bucket.delete(keys.slice(from, from + DELETED_AT_ONCE)));
    }
  }

  async list(prefix: string, cursor?: string): Promise<{ items: StoredObject[]; next: string | null }> {
    const page = await asked(this.#bucket.list(cursor === undefined ? { prefix } : { prefix, cursor }));
    const items = page.objects.map(({ key, size, uploaded }) => ({ key, size, writtenAt: uploaded.getTime() }));
    return { items, next: page.truncated ? page.cursor : null };
  }

  async begin(key: string, type: string): Promise<PartUpload> {
    const { uploadId } = await asked(this.#bucket.createMultipartUpload(key, { httpMetadata: { contentType: type } }));
    return { key, upload: uploadId };
  }

  async writePart(at: PartUpload, partNumber: number, part: Uint8Array | SizedStream): Promise<UploadedPart> {
    const multipart = this.#bucket.resumeMultipartUpload(at.key, at.upload);
    if (part instanceof Uint8Array) return asked(multipart.uploadPart(partNumber, part));
    return sending(part, (body) => multipart.uploadPart(partNumber, body));
  }

  async complete(at: PartUpload, parts: readonly UploadedPart[]): Promise<number> {
    const multipart = this.#bucket.resumeMultipartUpload(at.key, at.upload);
    const { size } = await asked(multipart.complete([...parts]));
    return size;
  }

  async abandon(at: PartUpload): Promise<void> {
    await this.#bucket
      .resumeMultipartUpload(at.key, at.upload)
      .abort()
      .catch(() => undefined);
  }
}

/**
 * Hands a stream to R2, which must know its length beforehand. Whichever side fails first ends the other, and the
 * stream's own failure is the one to be told: R2 then only says that it got no more.
 */
async function sending<Answer>(
  { stream, size }: SizedStream,
  send: (body: ReadableStream<Uint8Array>) => Promise<Answer>,
): Promise<Answer> {
  const fixed = new FixedLengthStream(size);
  let failed: { cause: unknown } | null = null;
  let passed = 0;
  const counted = stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        passed += chunk.length;
        if (passed > size) throw new WrongSize("there are more bytes than was said");
        controller.enqueue(chunk);
      },
      flush() {
        if (passed < size) throw new WrongSize("there are fewer bytes than was said");
      },
    }),
  );
  const stopped = new AbortController();
  const piped = counted.pipeTo(fixed.writable, { signal: stopped.signal }).catch((cause: unknown) => {
    failed ??= { cause };
  });
  try {
    const answer = await send(fixed.readable);
    await piped;
    if (failed) throw asThrown(failed);
    return answer;
  } catch (cause) {
    const own = failed;
    stopped.abort(cause);
    await piped;
    if (own) throw asThrown(own);
    throw new StorageUnavailable("R2 did not take it", { cause });
  }
}

function asThrown({ cause }: { cause: unknown }): unknown {
  return cause;
}

async function asked<Answer>(asking: Promise<Answer>): Promise<Answer> {
  try {
    return await asking;
  } catch (cause) {
    throw new StorageUnavailable("R2 did not answer", { cause });
  }
}
