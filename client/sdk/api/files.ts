import type { StoredFile } from "../../../durable-objects/conversation/files/protocol.ts";
import { type Http, Nothing } from "./http.ts";
import { unreachable } from "./problem.ts";

/** How an upload is followed, and stopped. */
export interface UploadOptions {
  signal?: AbortSignal | undefined;
  /** Told how many bytes of the file are there. */
  onProgress?: ((sentBytes: number) => void) | undefined;
}

/** Files of conversations and pictures of people. Each may throw an ApiError. */
export class FilesApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Where a file's bytes are. */
  address(id: string): string {
    return `${this.#http.origin}/api/objects/${id}`;
  }

  /**
   * Uploads a file to `conversations/{id}` or `avatars`. While the server cannot be reached it waits and goes on, with
   * what is there already; after a minute and a half of nothing it gives up. @throws ApiError, or the signal's reason
   */
  async upload(collection: string, file: File, options: UploadOptions = {}): Promise<StoredFile> {
    // Few pages upload anything: those that do bring the part that can.
    const { Uploading } = await import("./uploading.ts").catch(() => {
      throw unreachable();
    });
    return new Uploading(this.#http).upload(collection, file, options);
  }

  /** Deletes a file that no message has, or one's own picture. */
  async delete(id: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/objects/${id}`, { answer: Nothing });
  }
}
