/**
 * The file of a form (`multipart/form-data`, RFC 7578), read as it comes: `Request.formData()` would hold all of it.
 */
import { RoomError } from "../../durable-objects/room/errors.ts";
import { brokeOff, streamOf } from "./body.ts";

const MAX_HEADER_BYTES = 8 * 1024;
/** What fields beside the file may have, all together. */
const MAX_OTHER_BYTES = 64 * 1024;

/** The one file of a form. Its bytes must be read before the form goes on, and fail where the form is not whole. */
export interface FormFile {
  name: string;
  stream: ReadableStream<Uint8Array>;
}

/** The form's boundary out of its content type; null for what is no form. */
export function boundaryOf(contentType: string | undefined): string | null {
  const [type, ...parameters] = (contentType ?? "").split(";");
  if (type?.trim().toLowerCase() !== "multipart/form-data") return null;
  for (const parameter of parameters) {
    const [, quoted, plain] = /^\s*boundary=(?:"([^"]{1,70})"|([^\s"]{1,70}))\s*$/i.exec(parameter) ?? [];
    if (quoted ?? plain) return quoted ?? plain ?? null;
  }
  throw notAForm();
}

/** Reads up to the form's file. @throws RoomError `invalid` where there is none, or the form is not whole */
export async function fileOfForm(body: ReadableStream<Uint8Array>, boundary: string): Promise<FormFile> {
  const form = new Form(body, boundary);
  let others = 0;
  for (;;) {
    const name = await form.nextPart();
    if (name === null) throw new RoomError("invalid", "This form has no file.");
    if (name !== undefined) return { name, stream: streamOf(remaining(form)) };
    for await (const bytes of form.part()) {
      others += bytes.length;
      if (others > MAX_OTHER_BYTES) throw new RoomError("too_large", "The form has too much beside its file.");
    }
  }
}

/** The file's bytes, and then the rest of the form, which must be whole and have no other file. */
async function* remaining(form: Form): AsyncGenerator<Uint8Array> {
  yield* form.part();
  for (let others = 0; ; ) {
    const name = await form.nextPart();
    if (name === null) return;
    if (name !== undefined) throw new RoomError("invalid", "Upload one file at a time.");
    for await (const bytes of form.part()) {
      others += bytes.length;
      if (others > MAX_OTHER_BYTES) throw new RoomError("too_large", "The form has too much beside its file.");
    }
  }
}

/** A form, part by part. What it holds is never more than one piece of the body and a delimiter. */
class Form {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #delimiter: Uint8Array;
  /** What was read of the body and not yet of the form. The first delimiter has no line end before it. */
  #held: Uint8Array = CRLF;
  #begun = false;

  constructor(body: ReadableStream<Uint8Array>, boundary: string) {
    this.#reader = body.getReader();
    this.#delimiter = new TextEncoder().encode(`\r\n--${boundary}`);
  }

  /** The next part's file name; undefined for a field that is no file, null behind the last part. */
  async nextPart(): Promise<string | undefined | null> {
    if (!this.#begun) {
      this.#begun = true;
      for await (const bytes of this.part()) if (bytes.length > MAX_HEADER_BYTES) throw notAForm();
    }
    const ending = await this.#exactly(2);
    if (ending === "--") {
      await this.#drain();
      return null;
    }
    if (ending !== "\r\n") throw notAForm();
    return fileNameOf(await this.#headers());
  }

  /** The bytes of the part that was begun, up to the delimiter behind it. */
  async *part(): AsyncGenerator<Uint8Array> {
    const delimiter = this.#delimiter;
    for (;;) {
      const found = indexOf(this.#held, delimiter);
      if (found >= 0) {
        const last = this.#held.subarray(0, found);
        this.#held = this.#held.subarray(found + delimiter.length);
        if (last.length > 0) yield last;
        return;
      }
      const sure = Math.max(0, this.#held.length - delimiter.length + 1);
      const bytes = this.#held.subarray(0, sure);
      this.#held = this.#held.slice(sure);
      if (bytes.length > 0) yield bytes;
      await this.#more();
    }
  }

  async #headers(): Promise<string> {
    // A part may have no headers at all, and then begins with the empty line.
    if ((await this.#peek(2)) === "\r\n") {
      await this.#exactly(2);
      return "";
    }
    for (;;) {
      const found = indexOf(this.#held, HEADERS_END);
      if (found >= 0) {
        const headers = new TextDecoder().decode(this.#held.subarray(0, found));
        this.#held = this.#held.subarray(found + HEADERS_END.length);
        return headers;
      }
      if (this.#held.length > MAX_HEADER_BYTES) throw notAForm();
      await this.#more();
    }
  }

  async #peek(length: number): Promise<string> {
    while (this.#held.length < length) await this.#more();
    return new TextDecoder().decode(this.#held.subarray(0, length));
  }

  async #exactly(length: number): Promise<string> {
    const text = await this.#peek(length);
    this.#held = this.#held.subarray(length);
    return text;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#reader.read();
    if (done) throw brokeOff();
    const held = new Uint8Array(this.#held.length + value.length);
    held.set(this.#held);
    held.set(value, this.#held.length);
    this.#held = held;
  }

  /** Lets the body end; what stands behind the last delimiter means nothing. */
  async #drain(): Promise<void> {
    for (let behind = 0; ; ) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      behind += value.length;
      if (behind > MAX_HEADER_BYTES) throw notAForm();
    }
  }
}

const CRLF = new Uint8Array([13, 10]);
const HEADERS_END = new Uint8Array([13, 10, 13, 10]);

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  const [first = 0] = wanted;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (at + wanted.length > bytes.length) return -1;
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** The file name of a part with these headers; undefined for a part that is no file. */
function fileNameOf(headers: string): string | undefined {
  const line = headers.split("\r\n").find((header) => /^content-disposition\s*:/i.test(header));
  if (line === undefined) throw notAForm();
  const [, extended] = /;\s*filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(line) ?? [];
  if (extended !== undefined) return unescaped(extended);
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(line) ?? [];
  // Browsers write a quote and line ends as %22, %0D and %0A, and nothing else so (html.spec.whatwg.org, form-data).
  return (quoted?.replaceAll(/\\(["\\])/g, "$1") ?? plain)?.replaceAll(/%(22|0D|0A)/gi, (code) => unescaped(code));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function notAForm(): RoomError {
  return new RoomError("invalid", "This is not a form with a file. Send one, or the file's bytes as they are.");
}
