import { OpenUpload, StoredFile } from "../../../durable-objects/conversation/files/protocol.ts";
import { backoffMs } from "../connection/backoff.ts";
import { newKey } from "../id.ts";
import type { UploadOptions } from "./files.ts";
import { type Http, Nothing } from "./http.ts";
import { ApiError } from "./problem.ts";
import { carry } from "./sending.ts";

/** What is larger goes in parts, of which a cut network costs one. */
const WHOLE_BYTES = 5 * 1024 * 1024;
/** Tries in a row that came to nothing, before it is given up: a minute and a half of them. */
const MAX_FAILURES = 9;

/** What waiting needs; tests bring their own. */
export interface UploadingSurroundings {
  /** Resolves after `ms`, or as soon as there is a network again. @throws the signal's reason */
  wait: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
  random: () => number;
}

/** Sends files so that a cut network costs a part of them at most. */
export class Uploading {
  readonly #http: Http;
  readonly #around: UploadingSurroundings;

  constructor(http: Http, around: UploadingSurroundings = { wait: waitForNetwork, random: Math.random }) {
    this.#http = http;
    this.#around = around;
  }

  /** See `FilesApi.upload`. */
  async upload(collection: string, file: File, options: UploadOptions): Promise<StoredFile> {
    return file.size > WHOLE_BYTES ? this.#inParts(collection, file, options) : this.#whole(collection, file, options);
  }

  #whole(collection: string, file: File, { signal, onProgress }: UploadOptions): Promise<StoredFile> {
    const idempotencyKey = newKey();
    return this.#patiently(signal, () =>
      this.#http.send("POST", "/api/objects/upload", {
        query: { collection, name: file.name },
        bytes: file,
        carry,
        answer: StoredFile,
        idempotencyKey,
        signal,
        onProgress: onProgress && ((sent) => onProgress(Math.min(sent, file.size))),
      }),
    );
  }

  async #inParts(collection: string, file: File, options: UploadOptions): Promise<StoredFile> {
    const { signal } = options;
    const idempotencyKey = newKey();
    const body = { collection, name: file.name, size: file.size };
    const begun = await this.#patiently(signal, () =>
      this.#http.ask("POST", "/api/objects/uploads", { body, answer: OpenUpload, idempotencyKey }),
    );
    const path = `/api/objects/uploads/${begun.id}`;
    try {
      let upload = begun;
      for (let part = nextPart(upload); part !== null; part = nextPart(upload)) {
        upload = await this.#sendPart(path, upload, part, file, options);
      }
      return await this.#patiently(signal, () => this.#http.ask("POST", `${path}/complete`, { answer: StoredFile }));
    } catch (cause) {
      // Nobody waits for it: what is left is swept after a day.
      if (signal?.aborted) void this.#http.ask("DELETE", path, { answer: Nothing }).catch(() => undefined);
      throw cause;
    }
  }

  #sendPart(
    path: string,
    upload: OpenUpload,
    part: number,
    file: File,
    { signal, onProgress }: UploadOptions,
  ): Promise<OpenUpload> {
    const { partBytes, parts } = upload;
    const bytes = file.slice((part - 1) * partBytes, part * partBytes);
    const there = parts.length * partBytes;
    return this.#patiently(signal, () =>
      this.#http.send("PUT", `${path}/parts/${part}`, {
        bytes,
        carry,
        answer: OpenUpload,
        signal,
        onProgress: onProgress && ((sent) => onProgress(Math.min(there + Math.min(sent, bytes.size), file.size))),
      }),
    );
  }

  /** Does `ask`, which may be repeated, until the server has answered it for good. */
  async #patiently<Answer>(signal: AbortSignal | undefined, ask: () => Promise<Answer>): Promise<Answer> {
    for (let failures = 0; ; ) {
      signal?.throwIfAborted();
      try {
        return await ask();
      } catch (cause) {
        failures += 1;
        if (!(cause instanceof ApiError) || !mayMend(cause) || failures >= MAX_FAILURES) throw cause;
        const ms = (cause.retryAfterSeconds ?? 0) * 1000 || backoffMs(failures, this.#around.random);
        await this.#around.wait(ms, signal);
      }
    }
  }
}

/** The first part that is not there yet; null when all are. */
function nextPart({ size, partBytes, parts }: OpenUpload): number | null {
  const numbers = Array.from({ length: Math.ceil(size / partBytes) }, (_, index) => index + 1);
  return numbers.find((number) => !parts.includes(number)) ?? null;
}

/** Whether it may go otherwise when it is asked again; an answer of ours without a code of its own never does. */
function mayMend({ status }: ApiError): boolean {
  return status === 0 || status === 429 || status === 502 || status === 503 || status === 504;
}

function waitForNetwork(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", go);
      signal?.removeEventListener("abort", stop);
    };
    const go = () => {
      end();
      resolve();
    };
    const stop = () => {
      end();
      reject(signal?.reason);
    };
    const timer = setTimeout(go, ms);
    globalThis.addEventListener?.("online", go);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
  });
}
