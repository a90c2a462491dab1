/**
 * One import: the worker reads the file, so that the room need not, and hands it the rows some hundred at a time. What
 * was taken over stays when a later part fails; the same file again then goes on where that was.
 */
import { RoomError, unwrap } from "../../durable-objects/room/errors.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import { type PlannedField, planOf } from "../../durable-objects/workspace/board/exchange/csv/plan.ts";
import { readCsv } from "../../durable-objects/workspace/board/exchange/csv/read.ts";
import { type ReadRows, readRows } from "../../durable-objects/workspace/board/exchange/csv/rows.ts";
import {
  type ImportRow,
  REFERENCE_FIELDS,
  type ReferenceField,
  type RowArchival,
  type RowOutcome,
  type RowReferences,
  type TaskRef,
} from "../../durable-objects/workspace/board/exchange/handover.ts";
import type { ImportManner } from "../../durable-objects/workspace/board/exchange/importing/importing.ts";
import { MAX_TEXTS, ROWS_AT_ONCE, ROWS_LENGTH_AT_ONCE } from "../../durable-objects/workspace/board/exchange/limits.ts";
import type { ImportReport, ImportRequest } from "../../durable-objects/workspace/board/exchange/protocol.ts";
import type { WorkspaceRoom } from "../../durable-objects/workspace/room.ts";
import type { Bindings } from "../env.ts";
import { Foresight } from "./foresight.ts";
import { Report } from "./report.ts";
import { compareTexts, putTexts } from "./texts.ts";

/** Where an import goes and who asked for it. */
export interface ImportPlace {
  room: DurableObjectStub<WorkspaceRoom>;
  actor: Actor;
  /** The project's id or key. */
  project: string;
}

/** @throws RoomError for what cannot be read at all, and where the actor may not import */
export async function runImport(env: Bindings, at: ImportPlace, request: ImportRequest): Promise<ImportReport> {
  const { project, fields } = unwrap(await at.room.importTarget(at.actor, at.project));
  const csv = readCsv(request.csv, request.delimiter);
  const plan = planOf(csv.header, request.mapping);
  demandFields(plan, fields);
  const read = readRows(csv, plan, request.dates);
  if (read.texts.size > MAX_TEXTS) {
    throw new RoomError("too_large", `One import brings at most ${MAX_TEXTS} descriptions; split the file.`);
  }
  const report = new Report(request.mode, plan, read);
  const { mode, missing, dates } = request;
  const run = new Run(env, { ...at, project: project.id }, { mode, missing, dates }, read, report);
  for (const rows of someAtATime(read.rows)) await run.takeRows(rows);
  for (const rows of someAtATime(run.references())) await run.takeReferences(rows);
  for (const rows of someAtATime(run.archivals())) await run.takeArchivals(rows);
  return report.whole();
}

class Run {
  readonly #env: Bindings;
  readonly #at: ImportPlace;
  readonly #manner: ImportManner;
  readonly #read: ReadRows;
  readonly #report: Report;
  readonly #keys: ReadonlyMap<number, ImportRow>;
  readonly #outcomes = new Map<number, RowOutcome>();
  readonly #foresight = new Foresight();

  constructor(env: Bindings, at: ImportPlace, manner: ImportManner, read: ReadRows, report: Report) {
    this.#env = env;
    this.#at = at;
    this.#manner = manner;
    this.#read = read;
    this.#report = report;
    this.#keys = new Map(read.rows.map((row) => [row.row, row]));
  }

  async takeRows(rows: ImportRow[]): Promise<void> {
    const { room, actor, project } = this.#at;
    const taken = unwrap(await room.importRows(actor, project, rows, this.#manner));
    this.#report.add(taken);
    for (const outcome of taken.outcomes) this.#outcomes.set(outcome.row, outcome);
    await this.#takeTexts(taken.outcomes);
  }

  async takeReferences(rows: RowReferences[]): Promise<void> {
    const { room, actor, project } = this.#at;
    this.#report.add(unwrap(await room.importReferences(actor, project, rows, this.#manner)));
  }

  async takeArchivals(rows: RowArchival[]): Promise<void> {
    const { room, actor, project } = this.#at;
    this.#report.add(unwrap(await room.importArchivals(actor, project, rows, this.#manner)));
  }

  archivals(): RowArchival[] {
    return this.#read.archivals.flatMap(({ row, archived, mark }) => {
      const outcome = this.#outcomes.get(row);
      const key = this.#keys.get(row)?.key;
      if (!outcome?.task || outcome.result === "failed" || key === undefined) return [];
      return archived || outcome.result !== "created" ? [{ row, key, task: outcome.task, archived, mark }] : [];
    });
  }

  /** What the rows say of other tasks, now that each has its task, or would have it. */
  references(): RowReferences[] {
    return this.#read.references.flatMap(({ row, fields }): RowReferences[] => {
      const outcome = this.#outcomes.get(row);
      const key = this.#keys.get(row)?.key;
      if (!outcome || outcome.result === "failed" || key === undefined) return [];
      const says = Object.values(fields).some(({ names }) => names.length > 0);
      if (!says && outcome.result === "created") return [];
      const resolved: RowReferences["fields"] = {};
      for (const field of REFERENCE_FIELDS) {
        const named = fields[field];
        if (!named || this.#isRefused(outcome, field, named.names)) continue;
        resolved[field] = { refs: named.names.map((name) => this.#refTo(name)), mark: named.mark };
      }
      return [{ row, key, task: outcome.task, fields: resolved }];
    });
  }

  /** Tells what the room would refuse, where it cannot, since the tasks are not there in a dry run. */
  #isRefused({ row, task }: RowOutcome, field: ReferenceField, names: readonly string[]): boolean {
    for (const name of names) {
      const other = this.#outcomeOf(name);
      if (!other || (task !== null && other.task !== null)) continue;
      const message = this.#foresight.refer(row, field, other.row);
      if (message === null) continue;
      this.#report.fault({ row, field, message });
      return true;
    }
    return false;
  }

  /** What became of the row that others mean by this name. */
  #outcomeOf(name: string): RowOutcome | undefined {
    const row = this.#read.rowOf.get(name);
    const outcome = row === undefined ? undefined : this.#outcomes.get(row);
    return outcome?.result === "failed" ? undefined : outcome;
  }

  #refTo(name: string): TaskRef | "made later" {
    const outcome = this.#outcomeOf(name);
    if (!outcome) return { name };
    return outcome.task === null ? "made later" : { task: outcome.task };
  }

  async #takeTexts(outcomes: readonly RowOutcome[]): Promise<void> {
    const texts = outcomes.flatMap(({ row, text }) => {
      const markdown = this.#read.texts.get(row);
      return text === null || markdown === undefined ? [] : [{ row, docId: text.docId, markdown }];
    });
    if (texts.length === 0) return;
    const { room, actor, project } = this.#at;
    const isDry = this.#manner.mode === "dry_run";
    const results = await (isDry ? compareTexts(this.#env, texts) : putTexts(this.#env, actor, texts));
    const stand: { key: string; task: string; mark: string }[] = [];
    for (const result of results) {
      if ("message" in result) {
        this.#report.fault(result);
        continue;
      }
      if (result.changed) this.#report.changed(result.row);
      const row = this.#keys.get(result.row);
      const outcome = this.#outcomes.get(result.row);
      const isNews = result.changed || outcome?.result !== "unchanged";
      const mark = row?.marks.description;
      if (row && mark !== undefined && outcome?.task && isNews) stand.push({ key: row.key, task: outcome.task, mark });
    }
    if (!isDry && stand.length > 0) unwrap(await room.noteTexts(actor, project, stand));
  }
}

/** @throws RoomError `invalid` for custom fields that the project does not have */
function demandFields(plan: readonly PlannedField[], fields: readonly string[]): void {
  const known = new Set(fields.map((name) => name.toLowerCase()));
  const errors = plan.flatMap(({ field, header }) => {
    if (!field.startsWith("field:") || known.has(field.slice("field:".length).toLowerCase())) return [];
    return [{ path: `mapping.${header}`, message: "The project has no such custom field" }];
  });
  if (errors.length > 0) throw new RoomError("invalid", "This mapping does not fit the project.", errors);
}

/** Rows in portions that each fit into one transaction. */
function* someAtATime<Row>(rows: readonly Row[]): Generator<Row[]> {
  let some: Row[] = [];
  let length = 0;
  for (const row of rows) {
    const itsLength = JSON.stringify(row).length;
    if (some.length === ROWS_AT_ONCE || (some.length > 0 && length + itsLength > ROWS_LENGTH_AT_ONCE)) {
      yield some;
      some = [];
      length = 0;
    }
    some.push(row);
    length += itsLength;
  }
  if (some.length > 0) yield some;
}
