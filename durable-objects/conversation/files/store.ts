import { RoomError } from "../../room/errors.ts";
import { MAX_FREE_FILES } from "../limits.ts";
import { Attachment } from "./protocol.ts";

/** A file of this conversation whose bytes are stored. */
export interface ArrivedFile {
  file: Attachment;
  /** Who uploaded it, and may put it into a message. */
  user: string;
}

/** A message, by its author, that wants files. */
export interface Claim {
  message: string;
  user: string;
  files: readonly string[];
}

/**
 * `free`: in no message yet. `held`: in one that waits for its time. `attached`: in one that was posted. `released`: of
 * one that is gone, and to be deleted.
 */
type State = "free" | "held" | "attached" | "released";

type Row = { id: string; user: string; file: string; message: string | null; state: string };

/**
 * The files of a conversation, as its room knows them: so that a message takes its attachments in the commit that makes
 * it, and no file is in two messages. Where their bytes are is the worker's affair.
 */
export class ConversationFiles {
  readonly #sql: SqlStorage;

  static readonly schema = `
    CREATE TABLE files (
      id TEXT PRIMARY KEY, user TEXT NOT NULL, file TEXT NOT NULL, message TEXT, state TEXT NOT NULL DEFAULT 'free'
    ) WITHOUT ROWID;
    CREATE INDEX files_message ON files (message) WHERE message IS NOT NULL;
    CREATE INDEX files_free ON files (user) WHERE state = 'free';
    CREATE INDEX files_released ON files (id) WHERE state = 'released';
  `;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * A file is there to be attached; again it changes nothing.
   * @throws RoomError `limit_reached` where its user has too many that are in no message
   */
  arrived({ file, user }: ArrivedFile): void {
    if (this.#row(file.id)) return;
    const { free } = this.#sql
      .exec<{ free: number }>("SELECT count(*) AS free FROM files WHERE user = ? AND state = 'free'", user)
      .one();
    if (free >= MAX_FREE_FILES) {
      throw new RoomError("limit_reached", "Too many files wait to be sent here. Send or remove some first.");
    }
    this.#sql.exec("INSERT INTO files (id, user, file) VALUES (?, ?, ?)", file.id, user, JSON.stringify(file));
  }

  /**
   * Takes files into a message that is posted, those too that it held. Answers them as the message shows them.
   * @throws RoomError `invalid` for one that is not here, not the author's own, or in another message
   */
  attach(claim: Claim): Attachment[] {
    return this.#take(claim, "attached");
  }

  /** As {@link attach}, for a message that waits for its time. What it held and wants no more is free again. */
  hold(claim: Claim): Attachment[] {
    this.letGo(claim.message);
    return this.#take(claim, "held");
  }

  /** Frees the files of a message that will not be posted. */
  letGo(message: string): void {
    this.#sql.exec("UPDATE files SET message = NULL, state = 'free' WHERE message = ? AND state = 'held'", message);
  }

  /**
   * Gives up the files of a message that is gone, and says whether it had any: if so, the event of it owes the lane
   * `files` their deletion.
   */
  release(message: string): boolean {
    return (
      this.#sql.exec("UPDATE files SET state = 'released' WHERE message = ? AND state <> 'released'", message)
        .rowsWritten > 0
    );
  }

  /** Those of `ids` that are in a message which was posted: who may read the conversation may read them. */
  attached(ids: readonly string[]): string[] {
    return ids.filter((id) => this.#row(id)?.state === "attached");
  }

  /** Forgets those of `ids` that are in no message, so that none can take them, and answers those that are in none. */
  releaseUnattached(ids: readonly string[]): string[] {
    return ids.filter((id) => {
      const state = this.#row(id)?.state;
      if (state === "held" || state === "attached") return false;
      if (state === "free") this.forget([id]);
      return true;
    });
  }

  /** Files whose messages are gone, and which are yet to be deleted: of one message, or of any. */
  released(message?: string): string[] {
    const rows =
      message === undefined
        ? this.#sql.exec<{ id: string }>("SELECT id FROM files WHERE state = 'released' ORDER BY id")
        : this.#sql.exec<{ id: string }>(
            "SELECT id FROM files WHERE message = ? AND state = 'released' ORDER BY id",
            message,
          );
    return rows.toArray().map(({ id }) => id);
  }

  /** Drops what is known of files that were deleted. */
  forget(ids: readonly string[]): void {
    for (const id of ids) this.#sql.exec("DELETE FROM files WHERE id = ?", id);
  }

  #take({ message, user, files }: Claim, state: State): Attachment[] {
    const faults: { path: string; message: string }[] = [];
    const taken: Attachment[] = [];
    files.forEach((id, index) => {
      const row = this.#row(id);
      const isFree = row?.state === "free" || (row?.message === message && row.state !== "released");
      if (row && row.user === user && isFree && files.indexOf(id) === index) {
        taken.push(Attachment.parse(JSON.parse(row.file)));
      } else {
        faults.push({ path: `attachments.${index}`, message: "No file of yours that can be attached here" });
      }
    });
    if (faults.length > 0) {
      throw new RoomError("invalid", "Some of these files cannot be attached. Upload them here again.", faults);
    }
    for (const id of files) {
      this.#sql.exec("UPDATE files SET message = ?, state = ? WHERE id = ?", message, state, id);
    }
    return taken;
  }

  #row(id: string): Row | undefined {
    return this.#sql.exec<Row>("SELECT id, user, file, message, state FROM files WHERE id = ?", id).toArray()[0];
  }
}
