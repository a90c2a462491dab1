import { type Outcome, ok } from "../../room/errors.ts";
import type { Actor } from "../actor.ts";
import { newDoc } from "../docs.ts";
import { LiveWorkspace } from "../live-workspace.ts";
import { performOnBoard } from "./acting.ts";
import { describeTask } from "./describing.ts";
import { References } from "./naming/references.ts";
import { partActionWithIds, projectActionWithIds, taskActionWithIds, taskQueryWithIds } from "./naming/with-ids.ts";
import { projectGrant } from "./projects/grant.ts";
import type {
  BoardAction,
  Neighbour,
  Part,
  PartAction,
  PartNoun,
  Project,
  ProjectAction,
  Task,
  TaskAction,
} from "./protocol.ts";
import { type History, type HistoryScope, historyOf } from "./reading/history.ts";
import { type ListScope, partsListed, projectsListed } from "./reading/lists.ts";
import { TaskList, type TaskPosition, type TaskQuery } from "./reading/task-list.ts";
import { searchTasks, tasksNamed } from "./reading/task-search.ts";

/** The actions of this family that make something. */
type Creation<Action extends { type: string }> = Extract<Action, { type: `${string}.create` }>;

/** A part of a project's board; both are named by id or by key. */
export interface PartPlace {
  project: string;
  noun: PartNoun;
  name: string;
}

/** A task, by id or key; with `project`, only if it is found there. */
export interface TaskPlace {
  project: string | null;
  name: string;
}

/** A task read from a list, and where the list would go on behind it. */
export interface ListedWhole {
  task: Task;
  position: TaskPosition;
}

/**
 * What the worker may ask of a workspace's boards, by RPC. Actions are those of a socket, but projects, parts and tasks
 * may be named in them by key, as they are called before anything is done; several in one call are done all or not at
 * all. Answers come from the room itself, so whoever wrote reads their own write back at once; nothing waits for D1.
 */
export abstract class BoardRoom extends LiveWorkspace {
  // --- RPC: projects ---

  /** Up to `limit` projects the actor may see, in their order. */
  async projects(actor: Actor, scope: ListScope): Promise<Outcome<Project[]>> {
    return this.#look(actor, (find) => projectsListed(this.stores, find, scope));
  }

  /** The ids of all projects the actor may see. */
  async projectsSeen(actor: Actor): Promise<Outcome<string[]>> {
    return this.#look(actor, (find) => find.projectsSeen());
  }

  async project(actor: Actor, name: string): Promise<Outcome<Project>> {
    return this.#look(actor, (find) => find.project(name));
  }

  /** Again under the same id it answers the project there is. */
  async createProject(actor: Actor, action: Creation<ProjectAction>): Promise<Outcome<Project>> {
    return this.#alter(actor, (find, perform) => {
      if (!this.stores.projects.find(action.project)) perform(projectActionWithIds(find, action));
      return find.project(action.project);
    });
  }

  async changeProject(actor: Actor, name: string, actions: ProjectAction[]): Promise<Outcome<Project>> {
    return this.#alter(actor, (find, perform) => {
      const { id } = find.project(name);
      for (const action of actions.map((each) => projectActionWithIds(find, each))) perform(action);
      return find.project(id);
    });
  }

  async deleteProject(actor: Actor, name: string): Promise<Outcome<null>> {
    return this.#alter(actor, (find, perform) => {
      perform({ type: "project.delete", project: find.project(name).id });
      return null;
    });
  }

  // --- RPC: columns, labels, custom fields, views, rules ---

  /** Up to `limit` parts of a project, in their order. */
  async parts(actor: Actor, project: string, noun: PartNoun, scope: ListScope): Promise<Outcome<Part[]>> {
    return this.#look(actor, (find) => partsListed(this.stores, noun, find.project(project), scope));
  }

  async part(actor: Actor, at: PartPlace): Promise<Outcome<Part>> {
    return this.#look(actor, (find) => find.part(at.noun, find.project(at.project).id, at.name));
  }

  /** Makes a part whose id is `at.name`. Again under the same id it answers the part there is. */
  async createPart(actor: Actor, at: PartPlace, action: PartAction): Promise<Outcome<Part>> {
    return this.#alter(actor, (find, perform) => {
      const project = find.project(at.project);
      if (!find.findPart(at.noun, project.id, at.name)) perform(partActionWithIds(find, project, action));
      return find.part(at.noun, project.id, at.name);
    });
  }

  async changePart(actor: Actor, at: PartPlace, actions: PartAction[]): Promise<Outcome<Part>> {
    return this.#alter(actor, (find, perform) => {
      const project = find.project(at.project);
      const { id } = find.part(at.noun, project.id, at.name);
      for (const action of actions.map((each) => partActionWithIds(find, project, each))) perform(action);
      return find.part(at.noun, project.id, id);
    });
  }

  async deletePart(actor: Actor, project: string, action: PartAction): Promise<Outcome<null>> {
    return this.#alter(actor, (find, perform) => {
      perform(partActionWithIds(find, find.project(project), action));
      return null;
    });
  }

  // --- RPC: tasks ---

  /** Up to `limit` tasks of a project that `query` asks for, behind the position `after` (null: from the beginning). */
  async tasks(
    actor: Actor,
    project: string,
    query: TaskQuery,
    after: TaskPosition | null,
    limit: number,
  ): Promise<Outcome<ListedWhole[]>> {
    return this.#look(actor, (find) => {
      const asked = find.project(project);
      const wanted = taskQueryWithIds(find, asked, query, actor.user);
      return new TaskList(this.ctx.storage.sql)
        .find(asked.id, wanted, after, limit)
        .map(({ id, position }) => ({ task: find.task(id).task, position }));
    });
  }

  /** Open tasks of all projects the actor may see that are called so; see {@link searchTasks}. */
  async searchTasks(actor: Actor, asked: { text: string; limit: number }): Promise<Outcome<Neighbour[]>> {
    return this.#look(actor, (find) => {
      find.demandProjects();
      return searchTasks(this.ctx.storage.sql, this.stores, find, asked);
    });
  }

  /** As much of these tasks as others need to know, in the order named; those that the actor may not see are left out. */
  async tasksNamed(actor: Actor, names: readonly string[]): Promise<Outcome<Neighbour[]>> {
    return this.#look(actor, (find) => {
      find.demandProjects();
      return tasksNamed(this.stores, find, names);
    });
  }

  async task(actor: Actor, at: TaskPlace): Promise<Outcome<Task>> {
    return this.#look(actor, (find) => this.#taskAt(find, at));
  }

  /** Again under the same id it answers the task there is. */
  async createTask(actor: Actor, action: Creation<TaskAction>): Promise<Outcome<Task>> {
    return this.#alter(actor, (find, perform) => {
      const project = find.project(action.project);
      if (!find.findTask(action.task)) perform(taskActionWithIds(find, project, action));
      return find.task(action.task).task;
    });
  }

  /** Does `actions` and answers the task as it is then. */
  async changeTask(actor: Actor, at: TaskPlace, actions: TaskAction[]): Promise<Outcome<Task>> {
    return this.#alter(actor, (find, perform) => {
      const { id } = this.#taskAt(find, at);
      this.#performOnTasks(find, perform, at.project, actions);
      return find.task(id).task;
    });
  }

  /** Does `actions` and answers the tasks of these names as they are then, in the same order. */
  async changeTasks(
    actor: Actor,
    project: string | null,
    names: string[],
    actions: TaskAction[],
  ): Promise<Outcome<Task[]>> {
    return this.#alter(actor, (find, perform) => {
      const home = project === null ? null : find.project(project);
      const ids = names.map((name) => find.task(name, home).task.id);
      this.#performOnTasks(find, perform, project, actions);
      return ids.map((id) => find.task(id).task);
    });
  }

  async deleteTask(actor: Actor, at: TaskPlace): Promise<Outcome<null>> {
    return this.#alter(actor, (find, perform) => {
      perform({ type: "task.delete", tasks: [this.#taskAt(find, at).id] });
      return null;
    });
  }

  // --- RPC: descriptions ---

  /** A task that the actor may write; for routes that go on to its doc. */
  async writableTask(actor: Actor, at: TaskPlace): Promise<Outcome<Task>> {
    return this.read(actor, (access) => {
      const task = this.#taskAt(new References(this.stores, access), at);
      access.demand("task.write", { room: projectGrant(task.projectId) });
      return task;
    });
  }

  /** The doc of a task's description, which is made if there is none yet. */
  async describe(actor: Actor, at: TaskPlace): Promise<Outcome<{ docId: string; made: boolean }>> {
    const known = await this.writableTask(actor, at);
    if (!known.ok) return known;
    const { id, docId } = known.value;
    if (docId !== null) return ok({ docId, made: false });
    const made = await newDoc(this.env, this.name, this.log);
    if (!made.ok) return made;
    return this.answer(() => {
      const its = this.act(actor, (change, access) => {
        const row = new References(this.stores, access).task(id);
        return describeTask(change, access, row, made.value);
      });
      return { docId: its, made: its === made.value };
    });
  }

  // --- RPC: history ---

  /** Up to `limit` entries of the history the room still has of `scope`, before `position`, newest first. */
  async history(actor: Actor, scope: HistoryScope, position: number, limit: number): Promise<Outcome<History>> {
    return this.read(actor, (access) => historyOf(this.stores, this.events, access, scope, { position, limit }));
  }

  // --- Within ---

  /** Answers with what `read` finds for an actor. */
  #look<Value>(actor: Actor, read: (find: References) => Value): Promise<Outcome<Value>> {
    return this.read(actor, (access) => read(new References(this.stores, access)));
  }

  /** Answers with what `write` does, all of it in one transaction. */
  async #alter<Value>(
    actor: Actor,
    write: (find: References, perform: (action: BoardAction) => void) => Value,
  ): Promise<Outcome<Value>> {
    return this.answer(() =>
      this.act(actor, (change, access) =>
        write(new References(this.stores, access), (action) => void performOnBoard(change, access, action)),
      ),
    );
  }

  /** Does actions on tasks that are named as they are before the first of them; in `project`, where one is named. */
  #performOnTasks(
    find: References,
    perform: (action: BoardAction) => void,
    project: string | null,
    actions: readonly TaskAction[],
  ): void {
    const home = project === null ? null : find.project(project);
    for (const action of actions.map((each) => taskActionWithIds(find, home, each))) perform(action);
  }

  #taskAt(find: References, { project, name }: TaskPlace): Task {
    return find.task(name, project === null ? null : find.project(project)).task;
  }
}
