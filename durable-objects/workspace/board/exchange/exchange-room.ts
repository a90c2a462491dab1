import { deleteExports } from "../../../../worker/files/exports.ts";
import { abandonUpload } from "../../../../worker/files/multipart.ts";
import { r2Store } from "../../../../worker/files/r2-store.ts";
import { type Outcome, ok, unwrap } from "../../../room/errors.ts";
import type { Job } from "../../../room/schedule.ts";
import type { Access } from "../../access.ts";
import type { Actor } from "../../actor.ts";
import type { Change } from "../../change.ts";
import { newDoc } from "../../docs.ts";
import { infoOf } from "../../lifecycle.ts";
import { BoardRoom } from "../board-room.ts";
import { References } from "../naming/references.ts";
import { projectGrant } from "../projects/grant.ts";
import type { Project } from "../protocol.ts";
import { Exporter } from "./archive/exporter.ts";
import { demandExport, fetchExport, requestExport } from "./archive/requesting.ts";
import { exportShown } from "./archive/shown.ts";
import { type FramedPage, framedTasks, frameOf, type ProjectFrame, type WhichTasks } from "./exporting/frame.ts";
import type { ImportRow, RowArchival, RowReferences, RowsTaken } from "./handover.ts";
import {
  demandImportable,
  type ImportManner,
  importArchivals,
  importReferences,
  importRows,
  inHalves,
  rowsWithoutDoc,
} from "./importing/importing.ts";
import type { WorkspaceExport } from "./protocol.ts";
import { sideBySide } from "./side-by-side.ts";

const EXPORT_JOB = "export";
/** How long an export works before it keeps what it has, in ms; what dies costs as much, and asks no more rooms than may be. */
const RUN_MS = 5_000;

/** What a row of a file says as the description of a task, once that stands in the task's doc. */
export interface TextTaken {
  key: string;
  task: string;
  mark: string;
}

/**
 * What the worker may ask of a workspace, by RPC, to bring tasks in and take everything out; and the job that writes the
 * workspace's archive.
 */
export abstract class ExchangeRoom extends BoardRoom {
  // --- RPC: import. The worker has read the file and sends its rows, a few hundred at a time ---

  /** The project to import into, by its id or key, if the actor may; and the names of its custom fields. */
  async importTarget(actor: Actor, name: string): Promise<Outcome<{ project: Project; fields: string[] }>> {
    return this.read(actor, (access) => {
      const { id } = new References(this.stores, access).project(name);
      const project = demandImportable(this.stores, access, id);
      const fields = this.stores.parts.of("field", id).map(({ part }) => part);
      return { project, fields: fields.filter(({ archivedAt }) => archivedAt === null).map((field) => field.name) };
    });
  }

  /** Takes rows over in one transaction and one event. A dry run answers the same and leaves all as it was. */
  async importRows(
    actor: Actor,
    project: string,
    rows: ImportRow[],
    manner: ImportManner,
  ): Promise<Outcome<RowsTaken>> {
    const docs = await this.#docsFor(actor, project, rows, manner);
    if (!docs.ok) return docs;
    return this.#take(actor, manner, rows, (some, change, access) =>
      importRows(change, access, project, some, docs.value, manner),
    );
  }

  /** Takes over what rows say of other tasks, when all of them have their tasks. */
  async importReferences(
    actor: Actor,
    project: string,
    rows: RowReferences[],
    manner: ImportManner,
  ): Promise<Outcome<RowsTaken>> {
    return this.#take(actor, manner, rows, (some, change, access) =>
      importReferences(change, access, project, some, manner),
    );
  }

  /** Archives the tasks of rows, and brings them back, when all else is taken over. */
  async importArchivals(
    actor: Actor,
    project: string,
    rows: RowArchival[],
    manner: ImportManner,
  ): Promise<Outcome<RowsTaken>> {
    return this.#take(actor, manner, rows, (some, change, access) =>
      importArchivals(change, access, project, some, manner),
    );
  }

  /** Remembers which descriptions stand in their docs, so that they are written again only when they change. */
  async noteTexts(actor: Actor, project: string, texts: TextTaken[]): Promise<Outcome<null>> {
    return this.answer(() =>
      this.act(actor, (change, access) => {
        demandImportable(change.stores, access, project);
        const { importKeys } = change.stores;
        for (const { key, task, mark } of texts) {
          const marks = { ...importKeys.find(project, key)?.marks, description: mark };
          importKeys.put(project, key, { task, marks });
        }
        return null;
      }),
    );
  }

  // --- RPC: export of a project ---

  /** Everything of a project but its tasks, by its id or key. */
  async exportFrame(actor: Actor, name: string): Promise<Outcome<ProjectFrame>> {
    return this.read(actor, (access) => {
      const project = new References(this.stores, access).project(name);
      access.demand("board.export", { room: projectGrant(project.id) });
      return frameOf(this.stores, project, (user) => access.may("members.list", { person: user }));
    });
  }

  /** Some tasks of a project, by number, and the number to go on behind. */
  async exportTasks(
    actor: Actor,
    wanted: { project: string; behind: number; limit: number; which: WhichTasks },
  ): Promise<Outcome<FramedPage>> {
    return this.read(actor, (access) => {
      access.demand("board.export", { room: projectGrant(wanted.project) });
      const find = new References(this.stores, access);
      return framedTasks(this.stores, wanted, (project) => find.sees(project));
    });
  }

  // --- RPC: exports of the workspace ---

  /** Asks for an export of everything, which is made while the workspace goes on. */
  async requestExport(actor: Actor, id: string): Promise<Outcome<WorkspaceExport>> {
    return this.answer(() => {
      const row = this.act(actor, (change, access) => {
        const asked = requestExport(change, access, id);
        if (asked.endedAt === null) this.schedule.at(EXPORT_JOB, Date.now());
        return asked;
      });
      return exportShown(row, Date.now());
    });
  }

  /** Up to `limit` exports before the id `before` (null: from the newest), newest first. */
  async exports(actor: Actor, before: string | null, limit: number): Promise<Outcome<WorkspaceExport[]>> {
    return this.read(actor, (access) => {
      access.demand("workspace.export");
      return this.stores.exports.page(before, limit).map((row) => exportShown(row, Date.now()));
    });
  }

  async exportOf(actor: Actor, id: string): Promise<Outcome<WorkspaceExport>> {
    return this.read(actor, (access) => exportShown(demandExport(this.stores, access, id), Date.now()));
  }

  /** Lets the actor fetch the file of an export, which is recorded. Answers the workspace's name and when it was made. */
  async fetchExport(actor: Actor, id: string): Promise<Outcome<{ workspace: string; requestedAt: number }>> {
    return this.answer(() => {
      const { requestedAt } = this.act(actor, (change, access) => fetchExport(change, access, id));
      return { workspace: infoOf(this.stores).name, requestedAt };
    });
  }

  // --- The room ---

  protected override ownJobs(): Record<string, Job> {
    return { ...super.ownJobs(), [EXPORT_JOB]: () => this.#export() };
  }

  protected override async purge(): Promise<void> {
    await super.purge();
    const upload = this.stores.exports.active()?.progress?.upload;
    const store = r2Store(this.env.FILES);
    if (upload) await abandonUpload(store, upload);
    await deleteExports(store, this.name);
  }

  // --- Within ---

  async #export(): Promise<void> {
    const { stores, events, env, name, log, metrics } = this;
    const isMore = await new Exporter({
      stores,
      exports: stores.exports,
      events,
      env,
      files: r2Store(env.FILES),
      workspace: name,
      storage: this.ctx.storage,
      log,
      metrics,
      now: Date.now,
      runMs: RUN_MS,
    }).run();
    if (isMore) this.schedule.at(EXPORT_JOB, Date.now());
  }

  /** Makes the docs of descriptions that rows bring, before the transaction that names them. */
  async #docsFor(
    actor: Actor,
    project: string,
    rows: ImportRow[],
    { mode }: ImportManner,
  ): Promise<Outcome<Map<number, string>>> {
    const wanted = await this.read(actor, (access) =>
      rowsWithoutDoc(this.stores, demandImportable(this.stores, access, project), rows),
    );
    if (!wanted.ok || mode === "dry_run") return wanted.ok ? ok(new Map()) : wanted;
    const made = await sideBySide(wanted.value, (row) =>
      newDoc(this.env, this.name, this.log).then((id) => ({ row, id })),
    );
    const failed = made.find(({ id }) => !id.ok)?.id;
    if (failed && !failed.ok) return failed;
    return ok(new Map(made.map(({ row, id }) => [row, unwrap(id)])));
  }

  async #take<Row>(
    actor: Actor,
    { mode }: ImportManner,
    rows: Row[],
    take: (rows: readonly Row[], change: Change, access: Access) => RowsTaken,
  ): Promise<Outcome<RowsTaken>> {
    return this.answer(() => {
      const taken = inHalves(rows, (some) =>
        mode === "apply"
          ? this.act(actor, (change, access) => take(some, change, access))
          : this.#tried(actor, (change, access) => take(some, change, access)),
      );
      return {
        outcomes: taken.flatMap(({ outcomes }) => outcomes),
        faults: taken.flatMap(({ faults }) => faults),
        columns: taken.flatMap(({ columns }) => columns),
        labels: taken.flatMap(({ labels }) => labels),
        filled: taken.flatMap(({ filled }) => filled),
      };
    });
  }

  /** Does what an import would do, and takes it back: what a dry run answers is what happens. */
  #tried(actor: Actor, take: (change: Change, access: Access) => RowsTaken): RowsTaken {
    try {
      return this.act(actor, (change, access) => {
        throw new TakenBack(take(change, access));
      });
    } catch (cause) {
      if (!(cause instanceof TakenBack)) throw cause;
      const { outcomes, ...taken } = cause.taken;
      const isMade = (task: string | null) => task !== null && this.stores.tasks.find(task) !== undefined;
      return { ...taken, outcomes: outcomes.map((each) => (isMade(each.task) ? each : { ...each, task: null })) };
    }
  }
}

/** Ends the transaction of a dry run, with what it found. */
class TakenBack extends Error {
  override name = "TakenBack";
  readonly taken: RowsTaken;

  constructor(taken: RowsTaken) {
    super();
    this.taken = taken;
  }
}
