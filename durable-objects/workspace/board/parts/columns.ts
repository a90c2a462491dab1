import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import { MAX_COLUMNS, MAX_OPEN_TASKS } from "../limits.ts";
import { KIND_COLOURS } from "../palette.ts";
import { retellNeighbours } from "../tasks/neighbours.ts";
import { ordersAtEnd } from "../tasks/ordering.ts";
import type { BoardWriting } from "../writing.ts";
import { archivePart, demandPart } from "./changing.ts";
import type { PartKind } from "./kinds.ts";
import type { Column } from "./protocol.ts";
import { disableRulesNaming } from "./rules.ts";
import type { PartRow } from "./store.ts";

export const COLUMN: PartKind<"column"> = {
  noun: "column",
  limit: MAX_COLUMNS,
  make: ({ name, kind, colour, wipLimit, hidden }, given) => ({
    ...given,
    name,
    kind,
    colour: colour ?? KIND_COLOURS[kind],
    wipLimit: wipLimit ?? null,
    hidden: hidden ?? false,
  }),
  followUp(writing, { project, part }, before) {
    if (settles(part) !== settles(before)) retellNeighbours(writing, project);
  },
};

/** Archives a column in which no task is. @throws RoomError `column_in_use`, `conflict` for a board's last column */
export function archiveColumn(writing: BoardWriting, access: Access, id: string): boolean {
  const row = demandPart(writing, access, COLUMN, id);
  if (row.part.archivedAt !== null) return false;
  demandAnother(writing, row);
  if (writing.stores.places.countIn(id) > 0) {
    throw new RoomError("column_in_use", "There are tasks in this column; move them elsewhere first.");
  }
  disableRulesNaming(writing, row.project, id);
  return archivePart(writing, access, COLUMN, id);
}

/**
 * Deletes a column. Its tasks, archived ones too, go to the end of `moveTasksTo`, without which it must have none. Rules
 * that name it are turned off.
 * @throws RoomError `column_in_use`, `invalid`, `conflict` for a board's last column
 */
export function deleteColumn(
  writing: BoardWriting,
  access: Access,
  { part: id, moveTasksTo }: { part: string; moveTasksTo?: string | undefined },
): boolean {
  const row = demandPart(writing, access, COLUMN, id);
  demandAnother(writing, row);
  let about: string[] = [];
  if (moveTasksTo !== undefined) {
    const target = demandTarget(writing, row, moveTasksTo);
    about = moveAll(writing, row, target);
  } else if (writing.stores.places.anyIn(row.project, id)) {
    throw new RoomError("column_in_use", "Say into which column its tasks are to go; archived ones count too.");
  }
  writing.deletePart(row);
  disableRulesNaming(writing, row.project, id);
  return writing.say(row.project, "column.deleted", "neighbour.changed", about.length > 0 ? { about } : {});
}

/** The column that a column's tasks are to go to. @throws RoomError `invalid` */
function demandTarget(writing: BoardWriting, { project, part }: PartRow<"column">, id: string): Column {
  const target = writing.stores.parts.find("column", id);
  if (target?.project === project && target.part.archivedAt === null && id !== part.id) return target.part;
  throw new RoomError("invalid", "The tasks cannot go there.", [
    { path: "moveTasksTo", message: "Name another column of this project" },
  ]);
}

/** Answers the open tasks that went, whose history has it. */
function moveAll(writing: BoardWriting, { project, part }: PartRow<"column">, target: Column): string[] {
  const { stores } = writing;
  const moved = stores.places.ordersNear(part.id, null, "behind", MAX_OPEN_TASKS).map(({ id }) => id);
  const orders = new Map<string, string>();
  for (const [index, key] of ordersAtEnd(stores, target.id, moved.length).entries()) {
    const id = moved[index];
    if (id !== undefined) orders.set(id, key);
  }
  writing.rehome(project, part.id, target.id, orders);
  if (settles(part) !== settles(target)) retellNeighbours(writing, project);
  return moved;
}

/** Whether a task in such a column blocks nothing any more. */
function settles({ kind }: Column): boolean {
  return kind === "done" || kind === "cancelled";
}

/** @throws RoomError `conflict` */
function demandAnother(writing: BoardWriting, { project, part }: PartRow<"column">): void {
  const columns = writing.stores.parts.of("column", project);
  if (columns.some((column) => column.part.archivedAt === null && column.part.id !== part.id)) return;
  throw new RoomError("conflict", "A board keeps one column at least.");
}
