import {
  BoardAction,
  type BoardEvent,
  BoardResult,
  streamOf,
  type Task,
} from "../../../durable-objects/workspace/board/protocol.ts";
import type { WorkspaceAction } from "../../../durable-objects/workspace/protocol.ts";
import { type Clock, systemClock } from "../clock.ts";
import { newKey } from "../id.ts";
import { Cell, type Observed } from "../observed.ts";
import { type CommandOutcome, type PendingCommand, WITHDRAWN } from "../queue/queue.ts";
import type { Refusals } from "../queue/refusals.ts";
import { UNKNOWN_EFFECT } from "../queue/rows.ts";
import { type Asked, ask } from "../room/asking.ts";
import type { Followed } from "../room/design.ts";
import type { WorkspaceRoom } from "../workspace.ts";
import { askedInBrief } from "./asked.ts";
import { History } from "./history.ts";
import { isOnBoard } from "./predict/predict.ts";
import { BoardCompany } from "./presence.ts";
import { replay, withArchived } from "./replay.ts";
import type { BoardState } from "./state.ts";
import { boardStream } from "./stream.ts";

/** Archived tasks that are remembered, so that restoring one shows at once. */
const FORMER_TASKS = 500;

/** A command that was accepted, and whose event this board has not shown yet. */
interface Accepted {
  pending: PendingCommand<BoardAction>;
  revision: number;
}

/**
 * One project's board, live and optimistic: what is done here shows at once, over what the room says, and goes again
 * when the room refuses it. `open()` it; it follows the project for as long as the workspace lists it.
 */
export class Board {
  readonly project: string;
  readonly history: History;
  readonly company: BoardCompany;
  readonly #room: WorkspaceRoom;
  readonly #clock: Clock;
  readonly #state = new Cell<BoardState | null>(null);
  readonly #pending = new Cell<number>(0);
  #former: ReadonlyMap<string, Task> = new Map();
  #followed: Followed<BoardState> | null = null;
  /** Not shown by the room yet; the room's word for it is on its way. */
  #accepted: Accepted[] = [];
  /** The revision of the newest event that was applied; 0 before one was. */
  #revision = 0;
  #stops: (() => void)[] = [];

  constructor(room: WorkspaceRoom, project: string, clock: Clock = systemClock) {
    this.#room = room;
    this.#clock = clock;
    this.project = project;
    this.history = new History({
      user: () => room.you.value?.user ?? "",
      projects: () => room.state.value?.projects ?? [],
      act: (action) => this.#issue(action),
      withdraw: (ids) => room.withdraw(ids),
      called: (action) => (this.#state.value ? askedInBrief(action, this.#state.value) : "Change"),
      tell: ({ command, ...refused }) => this.#tell(command, refused),
    });
    this.company = new BoardCompany(room, project, clock);
  }

  /** The board with what is done here shown over it; null until the room has told it, and when it is gone. */
  get state(): Observed<BoardState | null> {
    return this.#state;
  }

  /** How many commands to this workspace the room has not answered yet. */
  get pending(): Observed<number> {
    return this.#pending;
  }

  /** What was refused, with its reason, until it is dismissed. */
  get refusals(): Refusals {
    return this.#room.refusals;
  }

  open(): void {
    if (this.#stops.length > 0) return;
    this.#stops = [
      this.#room.state.subscribe(() => this.#followIfThere()),
      this.#room.pending.subscribe(() => this.#show()),
      this.#room.onSettled((pending, outcome) => this.#settled(pending, outcome)),
      () => this.company.close(),
    ];
    this.company.open();
    this.#followIfThere();
  }

  /** Stops following. What was asked and is not answered goes on. */
  close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#followed?.stop();
    this.#followed = null;
    this.#show();
  }

  /**
   * Does something: it shows at once, is kept while offline, and is undone with a word in `refusals` when the room will
   * not have it. Answers what became of it; never rejects.
   */
  async act(action: BoardAction): Promise<CommandOutcome> {
    const outcome = await this.history.perform(action);
    this.#tellIfRefused(action, outcome);
    return outcome;
  }

  /**
   * Does what is more than one command may say, as {@link act} does each, and as one step to undo that is called `name`.
   * Each is done or refused by itself.
   */
  async actTogether(actions: readonly BoardAction[], name: string): Promise<CommandOutcome[]> {
    const outcomes = await this.history.performTogether(actions, name);
    for (const [index, outcome] of outcomes.entries()) {
      const action = actions[index];
      if (action) this.#tellIfRefused(action, outcome);
    }
    return outcomes;
  }

  #tellIfRefused(action: BoardAction, outcome: CommandOutcome): void {
    if (!outcome.ok && outcome.code !== UNKNOWN_EFFECT && outcome.code !== WITHDRAWN) this.#tell(action, outcome);
  }

  #issue(action: BoardAction): Asked {
    return ask<BoardAction>(this.#room, BoardAction, action);
  }

  #tell(command: BoardAction, { code, message }: { code: string; message: string }): void {
    this.#room.refusals.add({ id: newKey(), command, at: this.#clock.now(), code, message });
  }

  // --- What the room says ---

  #followIfThere(): void {
    const there = this.#room.state.value?.projects.some(({ id }) => id === this.project) ?? false;
    if (there === (this.#followed !== null)) return;
    this.#followed?.stop();
    this.#followed = null;
    if (there) {
      const followed = this.#room.subscribe(streamOf(this.project), boardStream, {
        event: (event, before) => this.#event(event, before),
        recovered: () => this.#inStep(),
        replaced: () => {
          this.#inStep();
          this.history.gap();
        },
      });
      this.#followed = followed;
      this.#stops.push(followed.state.subscribe(() => this.#show()));
    }
    this.#show();
  }

  #event(event: BoardEvent, before: BoardState): void {
    this.#revision = Math.max(this.#revision, event.revision);
    if (event.type === "task.archived") this.#remember(withArchived(this.#former, before, event.delta, event.at));
    this.history.event(event, before);
    this.#accepted = this.#accepted.filter((accepted) => accepted.revision > event.revision);
  }

  /** Whatever was accepted before is part of what the room now told. */
  #inStep(): void {
    this.#accepted = [];
  }

  #remember(archived: ReadonlyMap<string, Task>): void {
    this.#former = new Map([...archived].slice(-FORMER_TASKS));
  }

  /**
   * The room shows an event before it acks the command, to a socket that follows its stream, so an acked command is part
   * of the state already. Should it not be, it goes on being shown until its event comes.
   */
  #settled(settled: PendingCommand<WorkspaceAction>, outcome: CommandOutcome): void {
    const [pending] = onBoard(settled);
    if (!pending) return;
    const result = outcome.ok ? BoardResult.safeParse(outcome.result) : null;
    this.history.settled(pending.id, result?.data?.revision ?? null);
    if (!outcome.ok || !result?.success) return;
    const { revision } = result.data;
    const shown = revision <= this.#revision || outcome.seq <= (this.#followed?.seq() ?? 0);
    if (!shown) this.#accepted.push({ pending, revision });
  }

  // --- What is shown ---

  #show(): void {
    const pending = this.#room.pending.value;
    const base = this.#followed?.state.value ?? null;
    if (base === null) this.#state.set(null);
    else {
      const commands = [...this.#accepted.map((each) => each.pending), ...pending.flatMap(onBoard)];
      const user = this.#room.you.value?.user ?? "";
      this.#state.set(replay(base, commands, { user, former: this.#former, shown: this.#state.value }));
    }
    this.#pending.set(pending.length);
  }
}

/** The command, if it is about boards. */
function onBoard({ id, command, at }: PendingCommand<WorkspaceAction>): PendingCommand<BoardAction>[] {
  return isOnBoard(command) ? [{ id, command, at }] : [];
}
