/**
 * A ZIP archive written from its beginning to its end, file by file, which can be put aside between any two files and
 * gone on with by another process: all that must be kept is {@link ZipState} and the records of the directory. The
 * libraries for it keep that in memory only, so an archive of theirs would not survive a restart.
 *
 * PKWARE APPNOTE 6.3.10: §4.3.7 local header, §4.3.9 data descriptor, §4.3.12 directory, §4.3.14–16 its end (ZIP64).
 */
import { crc32 } from "./crc32.ts";

const UTF8_NAME_AND_DESCRIPTOR = 0x0808;
const DEFLATE = 8;
const MAX_32 = 0xffff_ffff;
const MAX_16 = 0xffff;
const VERSION_DEFLATE = 20;
const VERSION_ZIP64 = 45;

/** How far an archive is. */
export interface ZipState {
  /** Bytes written. */
  offset: number;
  files: number;
  /** Bytes of the directory's records so far. */
  directory: number;
}

export const EMPTY_ZIP: ZipState = { offset: 0, files: 0, directory: 0 };

/** Takes the archive's bytes in their order. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

/** A file too large for its entry (4 GiB). */
export class FileTooLarge extends Error {
  override name = "FileTooLarge";
}

/** Writes one archive into a {@link Sink}, from its beginning or from where another writer put it aside. */
export class ZipWriter {
  #state: ZipState;
  readonly #sink: Sink;

  constructor(sink: Sink, state: ZipState = EMPTY_ZIP) {
    this.#sink = sink;
    this.#state = state;
  }

  get state(): ZipState {
    return this.#state;
  }

  /**
   * Writes one file, compressed as it comes, and answers its record of the directory, to be handed to {@link finish}
   * with all others. `at` is ms since 1970. @throws FileTooLarge
   */
  async file(name: string, content: AsyncIterable<string>, at: number): Promise<Uint8Array> {
    const { offset } = this.#state;
    const encodedName = new TextEncoder().encode(name);
    await this.#write(localHeader(encodedName, at));
    const start = this.#state.offset;
    const { crc, size } = await this.#deflate(content);
    const packed = this.#state.offset - start;
    if (size > MAX_32 || packed > MAX_32) throw new FileTooLarge();
    await this.#write(descriptor(crc, packed, size));
    const record = directoryRecord({ name: encodedName, at, crc, packed, size, offset });
    const { files, directory } = this.#state;
    this.#state = { ...this.#state, files: files + 1, directory: directory + record.length };
    return record;
  }

  /** Ends the archive with the records of all its files, in the order they were written. */
  async finish(records: Iterable<Uint8Array>): Promise<void> {
    const { offset, files, directory } = this.#state;
    for (const record of records) await this.#write(record);
    await this.#write(directoryEnd(files, directory, offset));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    await this.#sink(bytes);
    this.#state = { ...this.#state, offset: this.#state.offset + bytes.length };
  }

  async #deflate(content: AsyncIterable<string>): Promise<{ crc: number; size: number }> {
    const stream = new CompressionStream("deflate-raw");
    const encoder = new TextEncoder();
    let crc = 0;
    let size = 0;
    const feed = async () => {
      const writer = stream.writable.getWriter();
      try {
        for await (const text of content) {
          const bytes = encoder.encode(text);
          crc = crc32(crc, bytes);
          size += bytes.length;
          await writer.write(bytes);
        }
        await writer.close();
      } catch (cause) {
        await writer.abort(cause).catch(() => undefined);
        throw cause;
      }
    };
    const drain = async () => {
      for await (const bytes of stream.readable) await this.#write(bytes);
    };
    const [fed, drained] = await Promise.allSettled([feed(), drain()]);
    // What failed in the feeding is why the draining did too.
    if (fed.status === "rejected") throw fed.reason;
    if (drained.status === "rejected") throw drained.reason;
    return { crc, size };
  }
}

/** Lays out little-endian numbers, as [bytes, value] pairs, and then `more`. */
function layOut(fields: readonly (readonly [2 | 4 | 8, number])[], more: Uint8Array = new Uint8Array()): Uint8Array {
  const length = fields.reduce((sum, [bytes]) => sum + bytes, 0);
  const out = new Uint8Array(length + more.length);
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  out.set(more, length);
  return out;
}

function localHeader(name: Uint8Array, at: number): Uint8Array {
  return layOut(
    [
      [4, 0x04034b50],
      [2, VERSION_DEFLATE],
      [2, UTF8_NAME_AND_DESCRIPTOR],
      [2, DEFLATE],
      ...dosTime(at),
      // Its checksum and sizes follow behind it.
      [4, 0],
      [4, 0],
      [4, 0],
      [2, name.length],
      [2, 0],
    ],
    name,
  );
}

function descriptor(crc: number, packed: number, size: number): Uint8Array {
  return layOut([
    [4, 0x08074b50],
    [4, crc],
    [4, packed],
    [4, size],
  ]);
}

interface Entry {
  name: Uint8Array;
  at: number;
  crc: number;
  packed: number;
  size: number;
  /** Where its local header begins. */
  offset: number;
}

function directoryRecord({ name, at, crc, packed, size, offset }: Entry): Uint8Array {
  const far = offset >= MAX_32;
  const extra = far
    ? layOut([
        [2, 0x0001],
        [2, 8],
        [8, offset],
      ])
    : new Uint8Array();
  const version = far ? VERSION_ZIP64 : VERSION_DEFLATE;
  const rest = new Uint8Array([...name, ...extra]);
  return layOut(
    [
      [4, 0x02014b50],
      [2, version],
      [2, version],
      [2, UTF8_NAME_AND_DESCRIPTOR],
      [2, DEFLATE],
      ...dosTime(at),
      [4, crc],
      [4, packed],
      [4, size],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, Math.min(offset, MAX_32)],
    ],
    rest,
  );
}

function directoryEnd(files: number, bytes: number, offset: number): Uint8Array {
  const end = layOut([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, Math.min(files, MAX_16)],
    [2, Math.min(files, MAX_16)],
    [4, Math.min(bytes, MAX_32)],
    [4, Math.min(offset, MAX_32)],
    [2, 0],
  ]);
  if (files < MAX_16 && bytes < MAX_32 && offset < MAX_32) return end;
  const end64 = layOut([
    [4, 0x06064b50],
    [8, 44],
    [2, VERSION_ZIP64],
    [2, VERSION_ZIP64],
    [4, 0],
    [4, 0],
    [8, files],
    [8, files],
    [8, bytes],
    [8, offset],
  ]);
  const locator = layOut([
    [4, 0x07064b50],
    [4, 0],
    [8, offset + bytes],
    [4, 1],
  ]);
  return new Uint8Array([...end64, ...locator, ...end]);
}

/** MS-DOS time and date, in UTC; it begins with 1980. */
function dosTime(at: number): [[2, number], [2, number]] {
  const date = new Date(at);
  const years = Math.max(0, date.getUTCFullYear() - 1980);
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return [
    [2, time],
    [2, (years << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate()],
  ];
}
