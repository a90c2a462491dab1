/** An import within the room: each call takes some rows over, as one act on the board and one event. */
import { RoomError } from "../../../../room/errors.ts";
import type { Access } from "../../../access.ts";
import type { Change } from "../../../change.ts";
import type { Stores } from "../../../store/stores.ts";
import { runRules } from "../../automation/run.ts";
import { demandOpenProject } from "../../projects/finding.ts";
import type { Project } from "../../protocol.ts";
import { BoardWriting } from "../../writing.ts";
import type { ImportRow, RowArchival, RowOutcome, RowReferences, RowsTaken } from "../handover.ts";
import type { ImportRequest } from "../protocol.ts";
import { BoardNames } from "./names.ts";
import { takeArchival } from "./take-archival.ts";
import { takeReferences } from "./take-references.ts";
import { type Taking, takeRow, taskOf } from "./take-rows.ts";

/** How an import is to be done, the same for all of its rows. */
export type ImportManner = Pick<ImportRequest, "mode" | "missing" | "dates">;

/** The project, if the actor may import into it. @throws RoomError `not_found`, `forbidden`, `conflict` */
export function demandImportable(stores: Stores, access: Access, project: string): Project {
  return demandOpenProject(stores, access, project, "board.import").project;
}

/** The rows that bring a description to a task that has no doc for it yet. */
export function rowsWithoutDoc(stores: Stores, project: Project, rows: readonly ImportRow[]): number[] {
  return rows.flatMap((row) => {
    if (!row.described) return [];
    const task = taskOf(stores, project, row, stores.importKeys.find(project.id, row.key))?.task;
    return task && (task.docId !== null || task.projectId !== project.id) ? [] : [row.row];
  });
}

/**
 * Takes rows over. What cannot be taken over is told, and the rest is done.
 * @throws RoomError `too_large` when all this together is too much for one event; and as {@link demandImportable}
 */
export function importRows(
  change: Change,
  access: Access,
  project: string,
  rows: readonly ImportRow[],
  docs: ReadonlyMap<number, string>,
  manner: ImportManner,
): RowsTaken {
  return take(change, access, project, manner, docs, (taking) => rows.map((row) => takeRow(taking, row)));
}

/** Takes over what rows say of other tasks. @throws as {@link importRows} */
export function importReferences(
  change: Change,
  access: Access,
  project: string,
  rows: readonly RowReferences[],
  manner: ImportManner,
): RowsTaken {
  return take(change, access, project, manner, new Map(), (taking) =>
    rows.map((row) => outcomeOf(row, takeReferences(taking, row))),
  );
}

/** Archives the tasks of rows, and brings them back. @throws as {@link importRows} */
export function importArchivals(
  change: Change,
  access: Access,
  project: string,
  rows: readonly RowArchival[],
  manner: ImportManner,
): RowsTaken {
  return take(change, access, project, manner, new Map(), (taking) =>
    rows.map((row) => outcomeOf(row, takeArchival(taking, row))),
  );
}

function outcomeOf({ row, task }: { row: number; task: string | null }, isChanged: boolean): RowOutcome {
  return { row, task, result: isChanged ? "updated" : "unchanged", text: null };
}

function take(
  change: Change,
  access: Access,
  id: string,
  manner: ImportManner,
  docs: ReadonlyMap<number, string>,
  work: (taking: Taking) => RowsTaken["outcomes"],
): RowsTaken {
  const project = demandImportable(change.stores, access, id);
  const writing = new BoardWriting(change, { user: access.user });
  const names = new BoardNames(writing, access, project.id, manner);
  const taking: Taking = { writing, access, project, names, docs, faults: [] };
  const before = limitedColumns(change.stores, project.id);
  const outcomes = work(taking);
  const about = outcomes.flatMap(({ task, result }) =>
    task !== null && (result === "created" || result === "updated") ? task : [],
  );
  writing.say(project.id, "task.imported", "neighbour.changed", { about });
  runRules(writing);
  return {
    outcomes,
    faults: taking.faults,
    columns: names.createdColumns,
    labels: names.createdLabels,
    filled: limitedColumns(change.stores, project.id).flatMap(({ id, name, limit, count }) => {
      const was = before.find((column) => column.id === id)?.count ?? 0;
      return count > was ? { name, limit, before: was, more: count - was } : [];
    }),
  };
}

function limitedColumns({ parts, places }: Stores, project: string) {
  return parts.of("column", project).flatMap(({ part: { id, name, wipLimit } }) => {
    return wipLimit === null ? [] : [{ id, name, limit: wipLimit, count: places.countIn(id) }];
  });
}

/** Takes over `rows` by `take`, in halves where they are too much for one event. */
export function inHalves<Row>(rows: readonly Row[], take: (rows: readonly Row[]) => RowsTaken): RowsTaken[] {
  try {
    return [take(rows)];
  } catch (cause) {
    if (!(cause instanceof RoomError) || cause.code !== "too_large" || rows.length < 2) throw cause;
    const middle = Math.ceil(rows.length / 2);
    return [...inHalves(rows.slice(0, middle), take), ...inHalves(rows.slice(middle), take)];
  }
}
