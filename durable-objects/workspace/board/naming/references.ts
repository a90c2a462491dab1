/** What a request names, by id or by key, as its reader may see it. What they may not see is not found. */
import { RoomError } from "../../../room/errors.ts";
import type { Access } from "../../access.ts";
import type { Stores } from "../../store/stores.ts";
import type { PartNoun, PartOf } from "../parts/protocol.ts";
import { projectGrant } from "../projects/grant.ts";
import type { Project } from "../projects/protocol.ts";
import type { TaskName } from "../reading/protocol.ts";
import type { TaskRow } from "../tasks/store.ts";
import { findNamed } from "./names.ts";

/** A task's key: its project's, and its number there. In any case, since people write them as they like. */
const TASK_KEY = /^([a-z][a-z0-9]{0,9})-([1-9][0-9]{0,8})$/i;

/** Finds what requests name in one workspace, as `access` may see it. Reads only. */
export class References {
  readonly #stores: Stores;
  readonly #access: Access;

  constructor(stores: Stores, access: Access) {
    this.#stores = stores;
    this.#access = access;
  }

  /** Passes for whoever may see projects, if only those named to them. @throws RoomError `forbidden` */
  demandProjects(): void {
    if (!this.#access.isNarrow("project.read")) this.#access.demand("project.read");
  }

  sees(project: string): boolean {
    return this.#access.may("project.read", { room: projectGrant(project) });
  }

  /** A project by its id, or by a key it has or had. @throws RoomError `not_found`, `forbidden` */
  project(name: string): Project {
    const project = this.#projectNamed(name);
    if (!project) throw new RoomError("not_found", "There is no such project.");
    this.#access.demand("project.read", { room: projectGrant(project.id) });
    return project;
  }

  findProject(name: string): Project | undefined {
    const project = this.#projectNamed(name);
    return project && this.sees(project.id) ? project : undefined;
  }

  /** A part of a project by its id, its name, or its name's slug. @throws RoomError `not_found` */
  part<Noun extends PartNoun>(noun: Noun, project: string, name: string): PartOf[Noun] {
    const part = this.findPart(noun, project, name);
    if (!part) throw new RoomError("not_found", `There is no such ${noun}.`);
    return part;
  }

  findPart<Noun extends PartNoun>(noun: Noun, project: string, name: string): PartOf[Noun] | undefined {
    const parts = this.#stores.parts.of(noun, project).map(({ part }) => part);
    return findNamed<PartOf[Noun]>(parts, name);
  }

  /**
   * A task by its id or by a key it has or had; with `project`, only one that is there now or whose key there it is.
   * @throws RoomError `not_found`
   */
  task(name: string, project: Project | null = null): TaskRow {
    const row = this.findTask(name);
    const isThere = project === null || row?.task.projectId === project.id || this.#projectOf(name) === project.id;
    if (!row || !isThere) throw new RoomError("not_found", "There is no such task.");
    return row;
  }

  findTask(name: string): TaskRow | undefined {
    const { tasks } = this.#stores;
    const project = this.#projectOf(name);
    const row = project === undefined ? tasks.find(name) : tasks.findByNumber(project, numberIn(name));
    return row && this.sees(row.task.projectId) ? row : undefined;
  }

  /** The ids of all projects the reader may see, archived ones too. */
  projectsSeen(): string[] {
    return this.#stores.projects.all().flatMap(({ project }) => (this.sees(project.id) ? project.id : []));
  }

  /** The present names of those of these tasks that are there and that the reader may see, by id. */
  taskNames(ids: Iterable<string>): Map<string, TaskName> {
    const names = new Map<string, TaskName>();
    for (const id of new Set(ids)) {
      const task = this.findTask(id)?.task;
      if (task) names.set(id, { id, key: task.key, title: task.title });
    }
    return names;
  }

  #projectNamed(name: string): Project | undefined {
    const { projects } = this.#stores;
    return (projects.find(name) ?? projects.findByKey(name.toUpperCase()))?.project;
  }

  /** The project whose key begins this task's key. */
  #projectOf(name: string): string | undefined {
    const [, key] = TASK_KEY.exec(name) ?? [];
    return key === undefined ? undefined : this.#stores.projects.findByKey(key.toUpperCase())?.project.id;
  }
}

function numberIn(key: string): number {
  return Number(TASK_KEY.exec(key)?.[2]);
}
