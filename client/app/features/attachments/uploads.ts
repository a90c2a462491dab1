import type { Attachment } from "../../../../durable-objects/conversation/protocol.ts";
import { FILE_TYPES } from "../../../../durable-objects/conversation/protocol.ts";
import { ApiError } from "../../../sdk/api/problem.ts";
import { newKey } from "../../../sdk/id.ts";
import { Cell, type Observed } from "../../../sdk/observed.ts";
import { wordsFor } from "../../words/problem.ts";
import { addressOfFile } from "./address.ts";

/** How far the upload of one file is. */
export type UploadStage =
  | { name: "sending"; sentBytes: number }
  | { name: "sent"; attachment: Attachment }
  /** `mends`: whether trying again may help. */
  | { name: "refused"; words: string; mends: boolean };

/** One file that is to go with a message. */
export interface Upload {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
  /** Where a picture can be seen before it is there; null for what is none. */
  preview: string | null;
  stage: UploadStage;
}

/** Sends one file, and answers what it is attached by. */
type Send = (file: File, how: { signal: AbortSignal; onProgress: (sentBytes: number) => void }) => Promise<Attachment>;

interface UploadsParts {
  send: Send;
  /** Told of a file that is on the server and shall go with no message. */
  drop: (attachment: Attachment) => void;
  /** How many files a message may have. */
  most: number;
  /** Those that are uploaded already. */
  there?: readonly Attachment[];
}

/** Kinds of files that are known by their very name, of which only some may be sent. */
const KNOWN_KINDS = /^(?:image|video|audio|font)\//;
const MAY_BE: readonly string[] = FILE_TYPES;

/** The files that are to go with a message that is being written, each on its way to the server or there already. */
export class Uploads {
  readonly #send: Send;
  readonly #drop: (attachment: Attachment) => void;
  readonly #most: number;
  readonly #rows: Cell<readonly Upload[]>;
  readonly #files = new Map<string, { file: File; abort: AbortController }>();

  constructor({ send, drop, most, there = [] }: UploadsParts) {
    this.#send = send;
    this.#drop = drop;
    this.#most = most;
    this.#rows = new Cell(there.map(rowOf));
  }

  /** All of them, in the order they were added. */
  get rows(): Observed<readonly Upload[]> {
    return this.#rows;
  }

  /** Those that are on the server. */
  get attachments(): readonly Attachment[] {
    return this.#rows.value.flatMap(({ stage }) => (stage.name === "sent" ? [stage.attachment] : []));
  }

  /** Begins to send files. One too many, or of a kind that is not taken, says so in its row. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const id = newKey();
      const preview = file.type.startsWith("image/") ? URL.createObjectURL(file) : null;
      const refusal = this.#refusalOf(file);
      const stage: UploadStage = refusal
        ? { name: "refused", words: refusal, mends: false }
        : { name: "sending", sentBytes: 0 };
      this.#rows.set([...this.#rows.value, { id, name: file.name, size: file.size, preview, stage }]);
      if (!refusal) void this.#begin(id, file);
    }
  }

  /** Sends a file again that could not be sent. */
  retry(id: string): void {
    const known = this.#files.get(id);
    if (!known) return;
    this.#put(id, { name: "sending", sentBytes: 0 });
    void this.#begin(id, known.file);
  }

  /** Takes a file off; one that is on its way stops. */
  remove(id: string): void {
    const stage = this.#rows.value.find((row) => row.id === id)?.stage;
    if (stage?.name === "sent") this.#drop(stage.attachment);
    this.#files.get(id)?.abort.abort();
    this.#forget(id);
  }

  /** They did not go with a message after all. */
  putBack(attachments: readonly Attachment[]): void {
    this.#rows.set([...this.#rows.value, ...attachments.map(rowOf)]);
  }

  /** They went with a message. */
  clear(): void {
    for (const { id } of this.#rows.value) this.#forget(id);
  }

  #refusalOf(file: File): string | null {
    const taken = this.#rows.value.filter(({ stage }) => stage.name !== "refused").length;
    if (taken >= this.#most) return `A message can have at most ${this.#most} files.`;
    if (file.size === 0) return "This file is empty, or a folder. Choose the files in it.";
    if (!KNOWN_KINDS.test(file.type) || MAY_BE.includes(file.type)) return null;
    return "Files of this kind cannot be sent: only pictures (JPEG, PNG, GIF, WebP), PDF and text.";
  }

  async #begin(id: string, file: File): Promise<void> {
    const abort = new AbortController();
    this.#files.set(id, { file, abort });
    try {
      const onProgress = (sentBytes: number) => this.#put(id, { name: "sending", sentBytes });
      const attachment = await this.#send(file, { signal: abort.signal, onProgress });
      this.#put(id, { name: "sent", attachment });
    } catch (cause) {
      if (!abort.signal.aborted) this.#put(id, { name: "refused", words: wordsFor(cause), mends: mayMend(cause) });
    }
  }

  #put(id: string, stage: UploadStage): void {
    this.#rows.set(this.#rows.value.map((row) => (row.id === id ? { ...row, stage } : row)));
  }

  #forget(id: string): void {
    const row = this.#rows.value.find((each) => each.id === id);
    if (row?.preview) URL.revokeObjectURL(row.preview);
    this.#files.delete(id);
    this.#rows.set(this.#rows.value.filter((each) => each.id !== id));
  }
}

function rowOf(attachment: Attachment): Upload {
  const { id, name, size, type } = attachment;
  const preview = type.startsWith("image/") ? addressOfFile(id) : null;
  return { id, name, size, preview, stage: { name: "sent", attachment } };
}

/** What the server could not do now, it may do later; what it would not do, it never will. */
function mayMend(cause: unknown): boolean {
  return !(cause instanceof ApiError) || cause.status === 0 || cause.status === 429 || cause.status >= 500;
}
