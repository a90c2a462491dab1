import type { Departed } from "../room/attendance.ts";
import type { RoomAddress } from "../room/authority.ts";
import { CloseCode } from "../room/close-codes.ts";
import type { Outcome, RoomError } from "../room/errors.ts";
import { newId } from "../room/id.ts";
import type { Job } from "../room/schedule.ts";
import { COMPACTION_JOB, Compactor } from "./compactor.ts";
import type { LiveDocument } from "./document.ts";
import { Fanout } from "./fanout.ts";
import { step1Frame } from "./frames.ts";
import { HISTORY_JOB } from "./history/history.ts";
import { Inlet } from "./inlet.ts";
import { Joins } from "./joins.ts";
import { DOC_LIMITS, ROOM_LIMITS, UNCOUNTED_ROOM_LIMITS } from "./limits.ts";
import { DocLog } from "./log/doc-log.ts";
import { LOG_SCHEMA } from "./log/schema.ts";
import { DocOwn, type DocSession, DocTrace, isReadOnly, isSdk } from "./peer.ts";
import { Presence } from "./presence.ts";
import { type DocServerMessage, encodeServerMessage } from "./protocol.ts";
import { Readers } from "./readers.ts";
import { RecordedRoom } from "./recorded-room.ts";
import { RECORDS_SCHEMAS, Records } from "./records.ts";
import { Saves } from "./saves.ts";
import { ServerDocument } from "./server-document.ts";

const GENERATION_KEY = "doc.generation";

/** What a doc weighs, and what writing it has cost, for the bench and for those who run the place. */
export interface DocStats {
  snapshotBytes: number;
  tailBytes: number;
  tailEntries: number;
  segmentBytes: number;
  databaseBytes: number;
  /** Rows that SQLite says it has changed since this object woke: data, deletes, jobs and alarms alike. */
  rowsWritten: number;
  connections: number;
}

/**
 * The room of one Yjs document. It speaks plain y-protocols, and a little more to our own clients (`protocol.ts`); it
 * relays and keeps updates without holding a `Y.Doc`.
 */
export class DocRoom extends RecordedRoom {
  protected readonly document: LiveDocument;
  readonly #docLog: DocLog;
  readonly #compactor: Compactor;
  readonly #fanout: Fanout;
  readonly #saves = new Saves();
  readonly #readers: Readers;
  readonly #presence: Presence;
  readonly #joins: Joins;
  readonly #inlet: Inlet;
  protected readonly records: Records;
  /** Who has been asked what it holds that the room lacks; a viewer is not, until it may write. */
  readonly #asked = new WeakSet<DocSession>();

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "doc",
      limits: env.RATE_LIMITS === "off" ? UNCOUNTED_ROOM_LIMITS : ROOM_LIMITS,
      migrations: [
        { number: 1, sql: LOG_SCHEMA + RECORDS_SCHEMAS[0] },
        { number: 2, sql: RECORDS_SCHEMAS[1] },
        { number: 3, sql: RECORDS_SCHEMAS[2] },
      ],
      own: DocOwn,
      trace: DocTrace,
    });
    const log = new DocLog(ctx.storage, DOC_LIMITS);
    this.#docLog = log;
    const { schedule, metrics } = this;
    const release = env.VERSION?.id ?? "";
    this.#compactor = new Compactor(log, DOC_LIMITS, {
      storage: ctx.storage,
      schedule,
      metrics,
      log: this.log,
      release,
    });
    this.#readers = new Readers(
      { reader: ROOM_LIMITS.reader, receiptBytes: DOC_LIMITS.receiptBytes },
      {
        question: () => step1Frame(log.coverage.stateVector()),
        tooSlow: (session) => this.close(session, { code: CloseCode.tooSlow, reason: "You fell too far behind" }),
      },
    );
    const sessions = () => this.sessions;
    const send = (session: DocSession, frame: Uint8Array) => this.#readers.send(session, frame);
    const lingering = () => this.attendance.lingering().map(({ trace }) => trace);
    this.#presence = new Presence({ sessions, send, lingering }, DOC_LIMITS);
    this.#fanout = new Fanout(
      {
        sessions,
        send,
        commit: () => log.commit(),
        committed: () => this.#committed(),
        failed: (cause) => this.#failed(cause),
      },
      DOC_LIMITS,
    );
    const parts = { log, fanout: this.#fanout, readers: this.#readers, limits: DOC_LIMITS };
    this.#joins = new Joins({ ...parts, sessions, journal: this.log, compact: () => this.#compact() });
    this.#inlet = new Inlet({
      ...parts,
      metrics,
      saves: this.#saves,
      joins: this.#joins,
      presence: this.#presence,
      tell: (session, message) => this.#tell(session, message),
      committed: () => this.#committed(),
      renew: (session) => this.renew(session),
      close: (session, refusal) => this.close(session, refusal),
    });
    this.document = new ServerDocument(ctx.storage.sql, log, this.#fanout);
    const { storage } = ctx;
    this.records = new Records({ storage, document: this.document, files: env.FILES, doc: () => this.name });
  }

  // --- RPC ---

  override async create(at: RoomAddress): Promise<Outcome<null>> {
    const outcome = await super.create(at);
    if (outcome.ok) this.#generation();
    return outcome;
  }

  /** @throws RoomError `not_found` for a room never created. */
  async stats(): Promise<DocStats> {
    void this.at;
    const { sql } = this.ctx.storage;
    const { rows } = sql.exec<{ rows: number }>("SELECT total_changes() AS rows").one();
    return {
      ...this.#docLog.size(),
      databaseBytes: sql.databaseSize,
      rowsWritten: rows,
      connections: this.sessions.size,
    };
  }

  // --- What the kernel asks of a kind ---

  protected override welcome(): DocOwn {
    return { saved: 0, refused: false, presence: null };
  }

  protected override opened(session: DocSession): void {
    if (isSdk(session)) {
      const { role, validUntil } = session.passport;
      this.#tell(session, {
        type: "hello",
        connection: session.connection,
        generation: this.#generation(),
        role,
        validUntil,
        readOnly: isReadOnly(session),
      });
    }
    this.#ask(session);
    const everyone = this.#presence.everyone();
    if (everyone) this.#readers.send(session, everyone);
  }

  protected override received(session: DocSession, frame: string | ArrayBuffer): void | Promise<void> {
    return this.#inlet.receive(session, frame);
  }

  protected override refused(session: DocSession, error: RoomError): void {
    this.#inlet.refuse(session, error);
  }

  protected override passChanged(session: DocSession): void {
    const { role, validUntil } = session.passport;
    if (isSdk(session)) this.#tell(session, { type: "pass", role, validUntil, readOnly: isReadOnly(session) });
    this.#ask(session);
  }

  protected override trace(session: DocSession): DocTrace | null {
    this.#saves.drop(session);
    return this.#presence.traceOf(session);
  }

  protected override departed(peers: Departed<DocTrace>[]): void {
    this.#presence.depart(peers.map(({ trace }) => trace));
  }

  protected override jobs(): Record<string, Job> {
    return { [COMPACTION_JOB]: () => this.#compact(), [HISTORY_JOB]: () => this.#tidyHistory() };
  }

  protected override purge(): Promise<void> {
    return this.records.history.purge();
  }

  // --- Within ---

  /** Names this content for good: copies of another generation must never be offered to it. */
  #generation(): string {
    const known = this.ctx.storage.kv.get<string>(GENERATION_KEY);
    if (known) return known;
    const made = newId();
    this.ctx.storage.kv.put(GENERATION_KEY, made);
    return made;
  }

  #ask(session: DocSession): void {
    if (isReadOnly(session) || this.#asked.has(session)) return;
    this.#asked.add(session);
    this.#readers.ask(session);
  }

  #tell(session: DocSession, message: DocServerMessage): void {
    this.#readers.send(session, encodeServerMessage(message));
  }

  #committed(): void {
    for (const [session, n] of this.#saves.settle()) this.#tell(session, { type: "saved", n });
    this.#compactor.consider(Date.now());
  }

  /** Storage refused a commit. Everyone comes back, and offers again what is lost here. */
  #failed(cause: unknown): void {
    this.log.error("doc.commit_failed", { cause });
    this.attendance.closeAll({ code: CloseCode.internal, reason: "The room failed; reconnect to resume" });
  }

  async #compact(): Promise<void> {
    const now = Date.now();
    this.#fanout.flush(now);
    const report = await this.#compactor.run(now);
    if (!report) return;
    if (report.quarantined.length > 0) this.#joins.mend();
    this.records.versions.recordRoots(report.roots);
    this.schedule.at(HISTORY_JOB, this.records.history.dueAfterCompaction(now));
  }

  async #tidyHistory(): Promise<void> {
    const due = await this.records.history.tidy(Date.now());
    if (due !== null) this.schedule.at(HISTORY_JOB, due);
  }
}
