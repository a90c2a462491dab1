import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { refollowDiscussion } from "../conversations/discussing.ts";
import { type AlteredTask, hearersOnBoard } from "../notifying/hearers.ts";
import type { Stores } from "../store/stores.ts";
import { differing } from "./differing.ts";
import { BoardDraft } from "./draft.ts";
import { MAX_TASK_LENGTH } from "./limits.ts";
import type { PartRow } from "./parts/store.ts";
import { projectGrant } from "./projects/grant.ts";
import type { ProjectRow } from "./projects/store.ts";
import type { BoardDelta, BoardEventBody, BoardEventType, FORCEABLE, Neighbour, Project, Task } from "./protocol.ts";
import { withRevision } from "./revisions.ts";
import { fieldsChangedIn } from "./tasks/revised.ts";
import type { TaskRow } from "./tasks/store.ts";

export type Forced = (typeof FORCEABLE)[number];

/** Who acts: a user, or a rule (and then no user). */
export interface Doer {
  user: string | null;
  rule?: string;
}

/** A task that an act has written: as it was before the act, null for a new one, and as it now is. */
export interface TouchedTask {
  before: Task | null;
  after: Task;
}

/** What an event says besides what changed. */
export type Telling = Partial<Pick<BoardEventBody, "about" | "comment" | "titles">>;

/**
 * One act on boards, within one {@link Change}: whatever is written goes through here, so that each project it touches
 * is told exactly what changed, in one event.
 */
export class BoardWriting {
  readonly change: Change;
  readonly stores: Stores;
  readonly doer: Doer;
  /** What every field written here will be known to be as new as. */
  readonly revision: number;
  readonly #drafts = new Map<string, BoardDraft>();
  readonly #forced = new Set<Forced>();
  readonly #touched = new Map<string, TouchedTask>();
  /** The tasks that were deleted so far, as they were. */
  readonly #gone: Task[] = [];

  constructor(change: Change, doer: Doer) {
    this.change = change;
    this.stores = change.stores;
    this.doer = doer;
    this.revision = change.nextRevision();
  }

  /** ms since 1970 */
  get now(): number {
    return this.change.now;
  }

  /** What is written so far, by project. */
  get drafts(): ReadonlyMap<string, BoardDraft> {
    return this.#drafts;
  }

  /** The tasks that were made, set or brought from another project so far. Not those that only a column's end moved. */
  get touched(): IterableIterator<TouchedTask> {
    return this.#touched.values();
  }

  /** Notes that something was gone against which forbids this otherwise. */
  force(what: Forced): void {
    this.#forced.add(what);
  }

  /**
   * Does a part of the act that may fail by itself. @throws what `part` throws; nothing of that part stays then, and the
   * act may go on.
   */
  attempt<Value>(part: () => Value): Value {
    const drafts = [...this.#drafts].map(([project, draft]) => [project, draft.copy()] as const);
    const forced = [...this.#forced];
    const touched = [...this.#touched];
    const gone = this.#gone.length;
    try {
      return this.change.attempt(part);
    } catch (cause) {
      this.#drafts.clear();
      this.#forced.clear();
      this.#touched.clear();
      this.#gone.length = gone;
      for (const [project, draft] of drafts) this.#drafts.set(project, draft);
      for (const what of forced) this.#forced.add(what);
      for (const [id, task] of touched) this.#touched.set(id, task);
      throw cause;
    }
  }

  // --- Projects and parts ---

  /** Adds a project whose tasks are numbered from behind `lastNumber`. */
  addProject(project: Project, lastNumber: number): void {
    this.stores.projects.add({ project, revisions: { "": this.revision } }, lastNumber);
    this.#draftOf(project.id).project = project;
    this.change.say({ type: "project.created", project });
  }

  /** Writes a project that is there already; `fields` are those that changed. Says so in the list of projects too. */
  putProject(row: ProjectRow, fields: readonly string[]): ProjectRow {
    const written = { ...row, revisions: withRevision(row.revisions, fields, this.revision) };
    this.stores.projects.put(written);
    this.#draftOf(row.project.id).project = written.project;
    this.change.say({ type: "project.changed", project: written.project });
    return written;
  }

  /**
   * Deletes a project with everything on its board. That is the last its stream tells, at once: what it was goes without
   * saying, however much.
   */
  deleteProject({ project }: ProjectRow): void {
    const { projects, parts, tasks, rooms, importKeys } = this.stores;
    const { id, key, name } = project;
    const hearers = tasks.peopleIn(id);
    tasks.deleteOf(id);
    parts.deleteOf(id);
    importKeys.deleteOf(id);
    projects.releaseKeys(id);
    projects.delete(id);
    rooms.forget(projectGrant(id));
    this.#drafts.delete(id);
    this.change.sayOn(id, this.doer.user, { type: "project.deleted", revision: this.revision, delta: {} }, hearers);
    this.change.say({ type: "project.deleted", project: id, key, name });
  }

  addPart(row: Omit<PartRow, "revisions">): void {
    this.stores.parts.add({ ...row, revisions: { "": this.revision } });
    this.#draftOf(row.project).put(row);
  }

  /** Writes a part that is there already; `fields` are those that changed. */
  putPart(row: PartRow, fields: readonly string[]): void {
    this.stores.parts.put({ ...row, revisions: withRevision(row.revisions, fields, this.revision) });
    this.#draftOf(row.project).put(row);
  }

  deletePart(row: PartRow): void {
    this.stores.parts.delete(row.part.id);
    this.#draftOf(row.project).drop(row.noun, row.part.id);
  }

  // --- Tasks ---

  /** Adds a task. @throws RoomError `too_large` */
  addTask(task: Task): TaskRow {
    demandSize(task);
    const row = { task, revisions: { "": this.revision }, revision: this.revision };
    this.stores.tasks.add(row);
    this.#draftOf(task.projectId).putTask(task);
    this.#touched.set(task.id, { before: null, after: task });
    return row;
  }

  /**
   * Sets fields of a task that stays in its project; those that are as they were already are left out. Archiving and
   * restoring are settings of `archivedAt`. Answers the row as it now is.
   * @throws RoomError `too_large`
   */
  setTask(row: TaskRow, set: Partial<Omit<Task, "id" | "key" | "projectId" | "number">>): TaskRow {
    const changed = differing(row.task, set);
    if (Object.keys(changed).length === 0) return row;
    const task: Task = { ...row.task, ...changed, updatedAt: this.now };
    demandSize(task);
    const fields = [...Object.keys(changed), "updatedAt"];
    const revisions = withRevision(row.revisions, fieldsChangedIn(row.task, changed), this.revision);
    const written = { task, revisions, revision: this.revision };
    this.stores.tasks.put(written, fields);
    this.#touch(row.task, task);
    const draft = this.#draftOf(task.projectId);
    if (row.task.archivedAt === null && task.archivedAt === null) draft.setTask(row.task, task, fields);
    else if (task.archivedAt === null) draft.putTask(task);
    else draft.dropTask(task.id);
    return written;
  }

  /** Takes a task, under its new number and key, from the project it was in to another one, `task.projectId`. */
  transferTask(row: TaskRow, task: Task): TaskRow {
    demandSize(task);
    const changed = differing(row.task, task);
    const fields = Object.keys(changed);
    const revisions = withRevision(row.revisions, fieldsChangedIn(row.task, changed), this.revision);
    const written = { task: { ...task, updatedAt: this.now }, revisions, revision: this.revision };
    this.stores.tasks.put(written, fields);
    this.#touch(row.task, written.task);
    this.stores.tasks.alias(row.task.projectId, row.task.number, task.id);
    this.#draftOf(row.task.projectId).dropTask(task.id);
    if (task.archivedAt === null) this.#draftOf(task.projectId).putTask(written.task);
    return written;
  }

  /** Gives tasks of one project new order keys in the columns they are in, by id. Changes no revision. */
  reorder(project: string, orders: ReadonlyMap<string, string>): void {
    for (const [id, order] of orders) this.stores.places.reorder(id, order);
    this.#draftOf(project).reorder(orders);
  }

  /**
   * Empties a column that goes into another one of its project: its tasks get these order keys there, by id. Archived
   * ones, which have no place and are not told of, go too.
   */
  rehome(project: string, from: string, to: string, orders: ReadonlyMap<string, string>): void {
    const { places } = this.stores;
    for (const [id, order] of orders) places.rehome(id, to, order, this.revision);
    this.change.touch(project, places.rehomeArchived(project, from, to, this.revision));
    this.#draftOf(project).rehome(to, orders);
  }

  deleteTask(row: TaskRow): void {
    this.stores.tasks.delete(row.task.id);
    this.#touched.delete(row.task.id);
    this.#gone.push(row.task);
    this.#draftOf(row.task.projectId).dropTask(row.task.id);
  }

  /** Tells a project how a task of another one now is to which one of its own is related. */
  putNeighbour(project: string, neighbour: Neighbour): void {
    this.#draftOf(project).putNeighbour(neighbour);
  }

  dropNeighbour(project: string, task: string): void {
    this.#draftOf(project).dropNeighbour(task);
  }

  // --- The end of it ---

  /**
   * Says on the stream of each project that was touched what changed there: `type` for `project`, and `elsewhere` for
   * the others. An act that changed nothing says nothing, unless it has a `comment`. Answers whether anything was said.
   */
  say(project: string, type: BoardEventType, elsewhere: BoardEventType, telling: Telling = {}): boolean {
    if (telling.comment !== undefined) this.#draftOf(project);
    return this.sayOnEach((touched) => ({ ...telling, type: touched === project ? type : elsewhere }));
  }

  /** As {@link say}, with the words that `tell` has for each project. One where only neighbours changed is told that. */
  sayOnEach(tell: (project: string) => Telling & { type: BoardEventType }): boolean {
    let said = false;
    for (const [project, draft] of this.#drafts) {
      const delta = draft.delta();
      const telling = delta && isOfNeighbours(delta) ? NEIGHBOUR_CHANGED : tell(project);
      if (!delta && telling.comment === undefined) continue;
      this.#sayOn(project, delta ?? {}, telling);
      said = true;
    }
    return said;
  }

  #sayOn(project: string, delta: BoardDelta, { type, ...words }: Telling & { type: BoardEventType }): void {
    const { user, rule } = this.doer;
    const body: BoardEventBody = {
      type,
      revision: this.revision,
      delta,
      ...(rule === undefined ? {} : { rule }),
      ...(this.#forced.size > 0 ? { forced: [...this.#forced] } : {}),
      ...words,
    };
    // Whoever set off a rule has caused what it does, and need not be told.
    const hearers = hearersOnBoard(this.stores, { doer: this.change.by, body, tasks: this.#alteredIn(project) });
    this.change.sayOn(project, user, body, hearers);
  }

  /** The tasks that are or were in a project and are otherwise now. */
  #alteredIn(project: string): AlteredTask[] {
    const isHere = ({ before, after }: AlteredTask) => before?.projectId === project || after?.projectId === project;
    const gone = this.#gone.map((task) => ({ before: task, after: null }));
    return [...this.#touched.values(), ...gone].filter(isHere);
  }

  #touch(before: Task, after: Task): void {
    refollowDiscussion(this.change, before, after);
    const known = this.#touched.get(after.id);
    this.#touched.set(after.id, { before: known ? known.before : before, after });
  }

  #draftOf(project: string): BoardDraft {
    const known = this.#drafts.get(project);
    if (known) return known;
    const draft = new BoardDraft();
    this.#drafts.set(project, draft);
    return draft;
  }
}

const NEIGHBOUR_CHANGED: Telling & { type: BoardEventType } = { type: "neighbour.changed" };

function isOfNeighbours(delta: BoardDelta): boolean {
  return Object.keys(delta).every((field) => field === "neighbours");
}

/** @throws RoomError `too_large` */
function demandSize(task: Task): void {
  if (JSON.stringify(task).length > MAX_TASK_LENGTH) {
    throw new RoomError("too_large", "This task holds too much; shorten its texts or lists.");
  }
}
