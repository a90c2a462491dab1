import type { Access } from "../../access.ts";
import type { Act } from "../../permissions.ts";
import { References } from "../naming/references.ts";
import { demandOpen } from "../projects/finding.ts";
import { projectGrant } from "../projects/grant.ts";
import type { Project } from "../projects/protocol.ts";
import type { Place } from "../scalars.ts";
import type { BoardWriting } from "../writing.ts";
import { introduce } from "./company.ts";
import { type ColumnRow, columnFor, notThere } from "./placing.ts";
import type { RelationType, TaskSet } from "./protocol.ts";
import type { TaskRow } from "./store.ts";

/** What one command names, as the one who asks may see and change it. Tasks are named by id or by key. */
export class Asking {
  readonly #writing: BoardWriting;
  readonly #access: Access;
  readonly #find: References;
  /** Those that were asked for already, by act and name: one command may name a project by each of its tasks. */
  readonly #projects = new Map<string, Project>();

  constructor(writing: BoardWriting, access: Access) {
    this.#writing = writing;
    this.#access = access;
    this.#find = new References(writing.stores, access);
  }

  /** A project that may be changed so. @throws RoomError `not_found`, `forbidden`, `conflict` for an archived one */
  project(name: string, act: Act = "task.write"): Project {
    const asked = `${act} ${name}`;
    const known = this.#projects.get(asked);
    if (known) return known;
    const project = this.#find.project(name);
    this.#access.demand(act, { room: projectGrant(project.id) });
    demandOpen(project);
    introduce(this.#writing, project.id, [this.#access.user]);
    this.#projects.set(asked, project);
    return project;
  }

  /** A task whose project may be changed so. @throws RoomError `not_found`, `forbidden`, `conflict` */
  task(name: string, act: Act = "task.write"): TaskRow {
    const row = this.#find.task(name);
    this.project(row.task.projectId, act);
    return row;
  }

  /** All of these, each once. @throws RoomError `not_found`, `forbidden`, `conflict` */
  tasks(names: readonly string[]): TaskRow[] {
    const rows = names.map((name) => this.task(name));
    return [...new Map(rows.map((row) => [row.task.id, row])).values()];
  }

  /**
   * Two tasks and how they are related. At least one may be written; the other may be in another project, which need not
   * be open. @throws RoomError `not_found`, `forbidden`, `conflict`
   */
  relation(asked: { task: string; relation: RelationType; to: string }): [TaskRow, RelationType, TaskRow] {
    const row = this.#find.task(asked.task);
    const other = this.#find.task(asked.to);
    const written = this.#mayWrite(row) ? row : other;
    this.project(written.task.projectId);
    return [row, asked.relation, other];
  }

  /** A column that tasks may come into. @throws RoomError `invalid`, `forbidden`, `conflict` */
  column(id: string): ColumnRow {
    const { stores } = this.#writing;
    const project = stores.parts.find("column", id)?.project;
    if (project === undefined || !this.#find.sees(project)) throw notThere();
    this.project(project);
    return columnFor(stores, id);
  }

  /** `place` and `set` with the ids of the tasks that they name. */
  place<Somewhere extends Place>(place: Somewhere): Somewhere {
    const { before, after } = place;
    return {
      ...place,
      ...(before === undefined ? {} : { before: this.#idOf(before) }),
      ...(after === undefined ? {} : { after: this.#idOf(after) }),
    };
  }

  set<Set extends TaskSet>(set: Set): Set {
    return typeof set.parentId === "string" ? { ...set, parentId: this.#idOf(set.parentId) } : set;
  }

  #idOf(name: string): string {
    return this.#find.findTask(name)?.task.id ?? name;
  }

  #mayWrite({ task }: TaskRow): boolean {
    const isOpen = this.#writing.stores.projects.find(task.projectId)?.project.archivedAt === null;
    return isOpen && this.#access.may("task.write", { room: projectGrant(task.projectId) });
  }
}
