import type {
  BoardAction,
  BoardEvent,
  BoardPart,
  Column,
  Field,
  Label,
  Project,
  Task,
} from "../../../durable-objects/workspace/board/protocol.ts";
import { applyTo } from "../board/delta.ts";
import { BoardDraft } from "../board/draft.ts";
import { predict } from "../board/predict/predict.ts";
import { type BoardState, boardOf } from "../board/state.ts";

const given = { archivedAt: null, createdAt: 1, createdBy: "u1" };

export const project = (more: Partial<Project> = {}): Project => {
  return { id: "p1", key: "ENS", name: "Engines", colour: "#5e6ad2", order: "a0", ...given, createdBy: "u1", ...more };
};

export const column = (id: string, order: string, more: Partial<Column> = {}): Column => {
  return { id, order, name: id, kind: "todo", colour: "#5e6ad2", wipLimit: null, hidden: false, ...given, ...more };
};

export const label = (id: string, order = "a0"): Label => ({ id, order, name: id, colour: "#5e6ad2", ...given });

export const select = (id: string, choices: string[]): Field => {
  const options = choices.map((choice) => ({ id: choice, name: choice, colour: "#5e6ad2" }));
  return { id, order: "a0", name: id, type: "select", options, ...given };
};

export const task = (id: string, more: Partial<Task> = {}): Task => ({
  id,
  key: `ENS-${more.number ?? 1}`,
  projectId: "p1",
  number: 1,
  columnId: "todo",
  order: "a0",
  title: id,
  labels: [],
  assignees: [],
  priority: "none",
  startDate: null,
  dueDate: null,
  estimate: null,
  checklist: [],
  parentId: null,
  relations: [],
  docId: null,
  fields: {},
  followers: ["u1"],
  updatedAt: 1,
  ...given,
  ...more,
});

type Board = NonNullable<BoardPart["board"]>;

export const part = (tasks: Task[], board: Partial<Board> = {}): BoardPart => ({
  board: {
    project: project(),
    columns: [column("todo", "a0"), column("doing", "a1", { kind: "doing" }), column("done", "a2", { kind: "done" })],
    labels: [label("bug", "a0"), label("idea", "a1")],
    fields: [select("size", ["s", "m", "l"])],
    views: [],
    rules: [],
    neighbours: [],
    ...board,
  },
  tasks,
});

export const board = (tasks: Task[], more: Partial<Board> = {}): BoardState => boardOf([part(tasks, more)]);

/** What a delta without effect is taken for: nothing to say. */
type ModelEvent = Omit<BoardEvent, "stream" | "seq" | "at" | "by">;

/** The words for what an action does, as a room has them. */
const HAPPENED: Record<string, string> = {
  create: "created",
  update: "updated",
  bulk: "updated",
  move: "moved",
  archive: "archived",
  restore: "restored",
  delete: "deleted",
  relate: "related",
  unrelate: "unrelated",
  follow: "followed",
  unfollow: "unfollowed",
};

/**
 * A room's board, as simple as can be: it does what a client predicts, numbers what is made, and knows of each field of a
 * task which revision set it last.
 */
export class ModelBoard {
  state: BoardState;
  readonly archived = new Map<string, Task>();
  readonly #revisions = new Map<string, number>();
  #revision = 0;
  #number = 0;

  constructor(state: BoardState) {
    this.state = state;
    this.#number = state.tasks.size;
  }

  /** Does an action; answers its event, null for one that changed nothing, or the code of a refusal. */
  act(action: BoardAction, user: string): ModelEvent | null | "moved_on" {
    const draft = new BoardDraft(this.state);
    const sight = { board: draft, former: this.archived };
    const delta = predict(sight, action, { user, at: 5 });
    if (!delta) return null;
    for (const made of delta.tasks?.put ?? []) {
      if (made.number === 0)
        Object.assign(made, { number: ++this.#number, key: `${this.state.project.key}-${this.#number}` });
    }
    const touched = (delta.tasks?.set ?? []).flatMap(({ id, set }) => {
      return Object.keys(set).map((field) => `${id}.${field === "order" || field === "columnId" ? "place" : field}`);
    });
    const came = [...(delta.tasks?.put ?? []).map(({ id }) => id), ...(delta.tasks?.gone ?? [])];
    const fields = [
      ...touched.filter((field) => !field.endsWith(".updatedAt")),
      ...came.map((id) => `${id}.archivedAt`),
    ];
    const since = "since" in action ? action.since : undefined;
    if (since !== undefined && fields.some((field) => (this.#revisions.get(field) ?? 0) > since)) return "moved_on";
    const unchangedSince = "unchangedSince" in action ? action.unchangedSince : undefined;
    const others = [...this.#revisions].filter(([, set]) => unchangedSince !== undefined && set > unchangedSince);
    if (others.some(([field]) => delta.tasks?.gone?.some((id) => field.startsWith(`${id}.`)))) return "moved_on";
    const revision = ++this.#revision;
    for (const field of fields) this.#revisions.set(field, revision);
    for (const id of delta.tasks?.gone ?? []) {
      const gone = this.state.tasks.get(id);
      if (gone && action.type === "task.archive") this.archived.set(id, gone);
    }
    applyTo(draft, delta);
    this.state = draft.done();
    const [noun = "", verb = ""] = action.type.split(".");
    return { type: `${noun}.${HAPPENED[verb] ?? verb}`, revision, delta };
  }
}
