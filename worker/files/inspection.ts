/** Looks into a file as its bytes pass: what it is, how large, and whether it is taken at all. */
import type { FileType } from "../../durable-objects/conversation/files/protocol.ts";
import { RoomError } from "../../durable-objects/room/errors.ts";
import type { FileContent } from "../data/files.ts";
import { measure } from "./picture.ts";
import { isBinary, SNIFFED_BYTES, sniff } from "./sniff.ts";

/** What is kept of a picture's beginning, where its size stands: before it, a camera may put some hundred kB. */
const HEAD_BYTES = 256 * 1024;
/** A browser that shows a picture needs 4 bytes for each of its pixels, however small its file is. */
const MAX_PIXELS = 100_000_000;

const NOTHING = new Uint8Array(0);

const NAMES: Record<FileType, string> = {
  "image/jpeg": "JPEG",
  "image/png": "PNG",
  "image/gif": "GIF",
  "image/webp": "WebP",
  "application/pdf": "PDF",
  "text/plain": "plain text",
};

/** What may be in a file. */
export interface Allowed {
  types: readonly FileType[];
  maxBytes: number;
}

/** One file's bytes, looked at in their order. All methods throw {@link RoomError} for what is not taken. */
export class Inspection {
  readonly #allowed: Allowed;
  readonly #digest = new crypto.DigestStream("SHA-256");
  readonly #hashing = this.#digest.getWriter();
  readonly #text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #head = NOTHING;
  #size = 0;
  #type: FileType | null = null;

  constructor(allowed: Allowed) {
    this.#allowed = allowed;
  }

  /** A stream that passes on what it looked at; its failure is this inspection's. */
  watching(): TransformStream<Uint8Array, Uint8Array> {
    return new TransformStream({
      transform: async (bytes, controller) => {
        await this.take(bytes);
        controller.enqueue(bytes);
      },
    });
  }

  /** The next bytes. */
  async take(bytes: Uint8Array): Promise<void> {
    this.#size += bytes.length;
    if (this.#size > this.#allowed.maxBytes) throw tooLarge(this.#allowed.maxBytes);
    // A copy: what passes belongs to the stream.
    await this.#hashing.write(bytes.slice());
    const untold = this.#type === null ? this.#head : NOTHING;
    this.#keep(bytes);
    if (this.#type === null && this.#head.length >= SNIFFED_BYTES) this.#tell();
    if (this.#type !== "text/plain") return;
    this.#read(untold);
    this.#read(bytes);
  }

  /** All bytes were there. */
  async finish(): Promise<FileContent> {
    if (this.#size === 0) throw new RoomError("invalid", "This file is empty.");
    if (this.#type === null) {
      this.#tell();
      if (this.#type === "text/plain") this.#read(this.#head);
    }
    const type = this.#tell();
    if (type === "text/plain") this.#endText();
    const { width, height } = this.#measured(type);
    await this.#hashing.close();
    return { type, size: this.#size, width, height, digest: new Uint8Array(await this.#digest.digest).toHex() };
  }

  #keep(bytes: Uint8Array): void {
    const missing = HEAD_BYTES - this.#head.length;
    if (missing <= 0 || this.#type === "text/plain" || this.#type === "application/pdf") return;
    const head = new Uint8Array(this.#head.length + Math.min(bytes.length, Math.max(missing, 0)));
    head.set(this.#head);
    head.set(bytes.subarray(0, head.length - this.#head.length), this.#head.length);
    this.#head = head;
  }

  /** What the file is, once enough of it was seen. */
  #tell(): FileType {
    this.#type ??= sniff(this.#head);
    if (this.#type === null || !this.#allowed.types.includes(this.#type)) throw this.#notTaken();
    return this.#type;
  }

  #read(bytes: Uint8Array): void {
    try {
      this.#text.decode(bytes, { stream: true });
    } catch {
      throw this.#notTaken();
    }
    if (bytes.some(isBinary)) throw this.#notTaken();
  }

  #endText(): void {
    try {
      this.#text.decode();
    } catch {
      throw this.#notTaken();
    }
  }

  #measured(type: FileType): { width: number | null; height: number | null } {
    if (type === "application/pdf" || type === "text/plain") return { width: null, height: null };
    const size = measure(type, this.#head);
    if (size === "unknown" && this.#size > this.#head.length) return { width: null, height: null };
    if (typeof size === "string") throw new RoomError("invalid", "This picture is damaged.");
    if (size.width * size.height > MAX_PIXELS) {
      throw new RoomError("too_large", "This picture has too many pixels. Make it smaller, and try again.");
    }
    return size;
  }

  #notTaken(): RoomError {
    const names = this.#allowed.types.map((type) => NAMES[type]);
    const list = `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
    return new RoomError("invalid", `A file of this kind cannot be uploaded here; it must be ${list}.`);
  }
}

/** The refusal of a file above `maxBytes`. */
export function tooLarge(maxBytes: number): RoomError {
  return new RoomError("too_large", `A file may have at most ${maxBytes / (1024 * 1024)} MB here.`);
}
