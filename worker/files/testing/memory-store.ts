import {
  type ByteRange,
  type FileStore,
  PART_BYTES,
  type PartUpload,
  type SizedStream,
  StorageUnavailable,
  type StoredObject,
  type UploadedPart,
  WrongSize,
} from "../store.ts";

const LISTED_AT_ONCE = 1000;

/** A store in memory, for tests: it forgets everything with its process. */
export function memoryStore(now: () => number = Date.now): FileStore {
  return new MemoryStore(now);
}

class MemoryStore implements FileStore {
  readonly #now: () => number;
  readonly #objects = new Map<string, { bytes: Uint8Array; writtenAt: number }>();
  readonly #uploads = new Map<string, Map<number, { etag: string; bytes: Uint8Array }>>();
  #count = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  async put(key: string, bytes: SizedStream): Promise<void> {
    this.#keep(key, await gathered(bytes));
  }

  async read(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const object = this.#objects.get(key);
    if (!object) return null;
    const { bytes } = object;
    const { offset, length } = range ?? { offset: 0, length: bytes.length };
    return streamOf(bytes.slice(offset, offset + length));
  }

  async size(key: string): Promise<number | null> {
    return this.#objects.get(key)?.bytes.length ?? null;
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.#objects.delete(key);
  }

  async list(prefix: string, cursor = ""): Promise<{ items: StoredObject[]; next: string | null }> {
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix) && key > cursor).toSorted();
    const shown = keys.slice(0, LISTED_AT_ONCE);
    const items = shown.flatMap((key) => {
      const object = this.#objects.get(key);
      return object ? [{ key, size: object.bytes.length, writtenAt: object.writtenAt }] : [];
    });
    return { items, next: keys.length > LISTED_AT_ONCE ? (shown.at(-1) ?? null) : null };
  }

  async begin(key: string): Promise<PartUpload> {
    this.#count += 1;
    const upload = `upload-${this.#count}`;
    this.#uploads.set(upload, new Map());
    return { key, upload };
  }

  async writePart(at: PartUpload, partNumber: number, part: Uint8Array | SizedStream): Promise<UploadedPart> {
    const parts = this.#partsOf(at);
    const bytes = part instanceof Uint8Array ? part.slice() : await gathered(part);
    this.#count += 1;
    const etag = `part-${this.#count}`;
    parts.set(partNumber, { etag, bytes });
    return { partNumber, etag };
  }

  async complete(at: PartUpload, parts: readonly UploadedPart[]): Promise<number> {
    const kept = this.#partsOf(at);
    const pieces = parts.map(({ partNumber, etag }) => {
      const part = kept.get(partNumber);
      if (part?.etag !== etag) throw new StorageUnavailable("there is no such part");
      return part.bytes;
    });
    if (pieces.slice(0, -1).some((piece) => piece.length < PART_BYTES)) {
      throw new StorageUnavailable("a part is too small");
    }
    const bytes = joined(pieces);
    this.#keep(at.key, bytes);
    this.#uploads.delete(at.upload);
    return bytes.length;
  }

  async abandon({ upload }: PartUpload): Promise<void> {
    this.#uploads.delete(upload);
  }

  #keep(key: string, bytes: Uint8Array): void {
    this.#objects.set(key, { bytes, writtenAt: this.#now() });
  }

  #partsOf({ upload }: PartUpload): Map<number, { etag: string; bytes: Uint8Array }> {
    const parts = this.#uploads.get(upload);
    if (!parts) throw new StorageUnavailable("there is no such upload");
    return parts;
  }
}

async function gathered({ stream, size }: SizedStream): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  const bytes = joined(pieces);
  if (bytes.length !== size) throw new WrongSize(`there are ${bytes.length} bytes, not ${size}`);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
