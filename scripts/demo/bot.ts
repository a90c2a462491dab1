/** Someone who keeps working on a board: moves, checks, renames and opens tasks, one small step at a time. */
import { v4 } from "uuid";
import { tasksIn } from "../../client/sdk/board/arrangement.ts";
import type { BoardState } from "../../client/sdk/board/state.ts";
import { boardStream } from "../../client/sdk/board/stream.ts";
import { type Observed, when } from "../../client/sdk/observed.ts";
import type { WorkspaceRoom } from "../../client/sdk/workspace.ts";
import {
  type BoardAction,
  type BoardPresence,
  type ColumnKind,
  PRIORITIES,
  streamOf,
  type Task,
} from "../../durable-objects/workspace/board/protocol.ts";

/** Kinds of columns in the order in which work goes through them. */
const WAY: readonly ColumnKind[] = ["backlog", "todo", "doing", "review", "done"];
const IDEAS = [
  "Ask support what people stumble over",
  "Shorten the text nobody reads to the end",
  "Try it with the sound off",
  "Write down how this is tested",
  "Look at it on the smallest phone we have",
  "Remove what nobody used this year",
] as const;

/** What a step did, in words, and how it ended. */
export interface Step {
  words: string;
  refused: string | null;
}

/** How a bot goes about it. */
export interface BotTemper {
  /** Answers numbers from 0 up to 1, as `Math.random`. */
  random: () => number;
  /** What it waits for with a card in its hand, or a sentence half written, so that others see it. */
  linger: () => Promise<void>;
}

export class Bot {
  readonly name: string;
  readonly #user: string;
  readonly #room: WorkspaceRoom;
  readonly #boards: readonly { project: string; state: Observed<BoardState | null>; stop: () => void }[];
  readonly #temper: BotTemper;

  constructor(who: { id: string; name: string }, room: WorkspaceRoom, projects: readonly string[], temper: BotTemper) {
    this.name = who.name;
    this.#user = who.id;
    this.#room = room;
    this.#temper = temper;
    this.#boards = projects.map((project) => ({ project, ...room.subscribe(streamOf(project), boardStream) }));
  }

  /** Leaves its boards; the room is its owner's to close. */
  close(): void {
    for (const { stop } of this.#boards) stop();
    this.#room.mergePresence({ board: {} });
  }

  /** Does one thing on one of its boards. Answers what it did, or null when there was nothing to do. */
  async step(): Promise<Step | null> {
    const board = this.#pick(this.#boards);
    if (!board) return null;
    const state = await when(board.state, (value) => value !== null);
    const acts = [
      () => this.#moveOn(state),
      () => this.#moveOn(state),
      () => this.#check(state),
      () => this.#prioritise(state),
      () => this.#look(state),
      () => this.#writeDownOrTidy(state),
    ];
    return (await this.#pick(acts)?.()) ?? null;
  }

  /** Takes a task one column on, or once in a while back, as one sees on every board. */
  async #moveOn(state: BoardState): Promise<Step | null> {
    const task = this.#pickTask(state, (each) => kindOf(state, each) !== "cancelled");
    if (!task) return null;
    const at = WAY.indexOf(kindOf(state, task) ?? "todo");
    const kind = WAY[at + (at === WAY.length - 1 || this.#temper.random() < 0.25 ? -1 : 1)];
    const column = [...state.columns.values()].find((each) => each.kind === kind && each.archivedAt === null);
    if (!column) return null;
    const lane = tasksIn(state.tasks, column.id);
    const before = this.#pick(lane)?.id ?? null;
    this.#say(state, { drag: { task: task.id, columnId: column.id, before } });
    await this.#temper.linger();
    const place = before ? { before } : {};
    const words = `moved ${task.key} to “${column.name}”`;
    return this.#act(state, words, { type: "task.move", task: task.id, columnId: column.id, ...place });
  }

  async #check(state: BoardState): Promise<Step | null> {
    const task = this.#pickTask(state, ({ checklist }) => checklist.length > 0);
    const item = this.#pick(task?.checklist ?? []);
    if (!task || !item) return null;
    this.#say(state, { task: task.id });
    const words = `${item.done ? "unchecked" : "checked"} “${item.text}” of ${task.key}`;
    const checklist = [{ id: item.id, done: !item.done }];
    return this.#act(state, words, { type: "task.update", task: task.id, set: { checklist } });
  }

  async #prioritise(state: BoardState): Promise<Step | null> {
    const task = this.#pickTask(state, () => true);
    const priority = this.#pick(PRIORITIES);
    if (!task || !priority) return null;
    this.#say(state, { task: task.id, typing: { task: task.id, field: "priority" } });
    const words = `set the priority of ${task.key} to ${priority}`;
    const addAssignees = task.assignees.length === 0 ? { addAssignees: [this.#user] } : {};
    return this.#act(state, words, { type: "task.update", task: task.id, set: { priority, ...addAssignees } });
  }

  /** Only opens a task, and reads. */
  async #look(state: BoardState): Promise<Step | null> {
    const task = this.#pickTask(state, () => true);
    if (!task) return null;
    this.#say(state, { task: task.id });
    return { words: `opened ${task.key}`, refused: null };
  }

  /** Writes down what is not on the board yet; once all of it is, puts some of it away again. */
  async #writeDownOrTidy(state: BoardState): Promise<Step | null> {
    const written = [...state.tasks.values()].filter((task) => IDEAS.some((idea) => idea === task.title));
    const title = this.#pick(IDEAS.filter((idea) => written.every((task) => task.title !== idea)));
    const column = [...state.columns.values()].find(
      ({ kind, archivedAt }) => kind === "backlog" && archivedAt === null,
    );
    if (title && column) {
      this.#say(state, { typing: { columnId: column.id, field: "title" } });
      await this.#temper.linger();
      const set = { title, addAssignees: [this.#user] };
      const made = { type: "task.create", project: state.project.id, task: v4(), columnId: column.id, set } as const;
      return this.#act(state, `wrote down “${title}”`, made);
    }
    const done = this.#pick(written);
    if (!done) return null;
    return this.#act(state, `archived ${done.key}`, { type: "task.archive", tasks: [done.id] });
  }

  async #act(state: BoardState, words: string, action: BoardAction): Promise<Step> {
    const outcome = await this.#room.command(action);
    if (action.type === "task.move" || action.type === "task.create") this.#say(state, {});
    return { words, refused: outcome.ok ? null : outcome.message };
  }

  #say(state: BoardState, { task, drag, typing }: BoardPresence): void {
    const board = {
      project: state.project.id,
      ...(task && { task }),
      ...(drag && { drag }),
      ...(typing && { typing }),
    };
    this.#room.mergePresence({ board: JSON.parse(JSON.stringify(board)) });
  }

  #pickTask(state: BoardState, wanted: (task: Task) => boolean): Task | undefined {
    return this.#pick([...state.tasks.values()].filter(wanted));
  }

  #pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.#temper.random() * items.length)];
  }
}

function kindOf(state: BoardState, task: Task): ColumnKind | undefined {
  return state.columns.get(task.columnId)?.kind;
}
