import type { BoardAction, BoardEvent, Project } from "../../../durable-objects/workspace/board/protocol.ts";
import { Cell, type Observed } from "../observed.ts";
import type { CommandOutcome } from "../queue/queue.ts";
import { type Inverse, inverseOf } from "./inverse.ts";
import { labelOf } from "./label.ts";
import type { BoardState } from "./state.ts";
import { type FieldName, touchedBy } from "./touched.ts";

/** How many steps can be taken back. */
const STEPS = 100;
/** Events remembered to tell by whom a field was changed last. */
const EVENTS = 2_000;
/** Own events that still wait for the ack that tells they are ours. */
const UNCLAIMED = 100;

/** What a history needs of its board. */
interface HistoryPort {
  user: () => string;
  /** The projects of the workspace. */
  projects: () => readonly Project[];
  act: (action: BoardAction) => { id: string | null; outcome: Promise<CommandOutcome> };
  /** Tells the user why a step could not be taken. */
  tell: (refusal: { command: BoardAction; code: string; message: string }) => void;
}

/** One act and what takes it back. */
interface Step {
  label: string;
  /** What it was called when it was asked for; null for what is called after its event. */
  name: string | null;
  parts: (Inverse & { since: number })[];
}

/** What was asked together, and on whose stack its inverse goes. */
interface Asked {
  goesOn: "undo" | "redo";
  /** A new act: what was undone before cannot be redone any more. */
  fresh: boolean;
  name: string | null;
  step: Step | null;
}

interface Told {
  event: BoardEvent;
  before: BoardState;
  projects: readonly Project[];
}

const MOVED_ON = "This was changed again since, so it was left as it is.";

/**
 * Undo and redo of what was done on one board in this tab. The inverse of a command is made of its event and guarded by
 * its revision: when others have changed the same since, the room says so, and the step is dropped.
 */
export class History {
  readonly #port: HistoryPort;
  readonly #stacks: Record<"undo" | "redo", Step[]> = { undo: [], redo: [] };
  readonly #labels = { undo: new Cell<string | null>(null), redo: new Cell<string | null>(null) };
  /** By the ids of commands not answered yet. */
  readonly #asked = new Map<string, Asked>();
  /** By the revisions of commands that were answered, but whose event has not come. */
  readonly #awaited = new Map<number, Asked>();
  /** By revision: this user's events that no answer has claimed yet. */
  readonly #unclaimed = new Map<number, Told>();
  /** What events touched, oldest first, by whom (null for a rule), and whether this tab asked for it. */
  #log: { revision: number; touched: ReadonlySet<FieldName>; by: string | null; own: boolean }[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(port: HistoryPort) {
    this.#port = port;
  }

  /** What `undo` would take back, in words; null for nothing. */
  get canUndo(): Observed<string | null> {
    return this.#labels.undo;
  }

  /** What `redo` would do again, in words; null for nothing. */
  get canRedo(): Observed<string | null> {
    return this.#labels.redo;
  }

  /** Does something that can be undone. */
  perform(action: BoardAction): Promise<CommandOutcome> {
    return this.#begin(action, { goesOn: "undo", fresh: true, name: null, step: null });
  }

  /** Does several things that are undone in one step, which is called `name`. */
  performTogether(actions: readonly BoardAction[], name: string): Promise<CommandOutcome[]> {
    const asked: Asked = { goesOn: "undo", fresh: true, name, step: null };
    return Promise.all(actions.map((action) => this.#begin(action, asked)));
  }

  /**
   * Takes back the last thing done, once it is known to be done. Answers, when the room has, what was taken back in
   * words; null when there was nothing, or when not all of it could be.
   */
  undo(): Promise<string | null> {
    return this.#walk("undo", "redo");
  }

  /** Does again what was undone last; answers as {@link undo}. */
  redo(): Promise<string | null> {
    return this.#walk("redo", "undo");
  }

  /** An event of the board, about to change what was `before`. */
  event(event: BoardEvent, before: BoardState): void {
    const { revision } = event;
    this.#log.push({ revision, touched: touchedBy(event, before), by: event.by, own: false });
    if (this.#log.length > EVENTS) this.#log.shift();
    if (event.by !== this.#port.user()) return;
    const told = { event, before, projects: this.#port.projects() };
    const asked = this.#awaited.get(revision);
    if (asked) this.#claim(asked, told);
    else this.#unclaimed.set(revision, told);
    const [oldest] = this.#unclaimed.keys();
    if (this.#unclaimed.size > UNCLAIMED && oldest !== undefined) this.#unclaimed.delete(oldest);
  }

  /** Events were missed: who changed what last is not known any more. */
  gap(): void {
    this.#log = [];
    this.#unclaimed.clear();
    this.#awaited.clear();
  }

  /** A command was answered, with the revision of its event, or null when it was refused. */
  settled(id: string, revision: number | null): void {
    const asked = this.#asked.get(id);
    this.#asked.delete(id);
    if (!asked || !revision) return;
    const told = this.#unclaimed.get(revision);
    if (told) this.#claim(asked, told);
    else this.#awaited.set(revision, asked);
  }

  #begin(action: BoardAction, asked: Asked): Promise<CommandOutcome> {
    const outcome = this.#ask(action, asked);
    this.#turn = Promise.all([this.#turn, outcome]);
    return outcome;
  }

  #ask(action: BoardAction, asked: Asked): Promise<CommandOutcome> {
    const { id, outcome } = this.#port.act(action);
    if (id !== null) this.#asked.set(id, asked);
    return outcome;
  }

  #walk(from: "undo" | "redo", to: "undo" | "redo"): Promise<string | null> {
    // After all that was asked before: which step is the last, and what guards it, is known only then.
    const walked = this.#turn.then(() => this.#take(from, to));
    this.#turn = walked;
    return walked;
  }

  async #take(from: "undo" | "redo", to: "undo" | "redo"): Promise<string | null> {
    const step = this.#stacks[from].pop();
    this.#show();
    if (!step) return null;
    const asked: Asked = { goesOn: to, fresh: false, name: step.name, step: null };
    const answers = step.parts.map(async (part) => {
      const command = part.action(this.#guardOf(part));
      const outcome = await this.#ask(command, asked);
      if (outcome.ok) return true;
      const { code, message } = outcome;
      this.#port.tell({ command, code, message: code === "moved_on" ? MOVED_ON : message });
      return false;
    });
    return (await Promise.all(answers)).every(Boolean) ? step.label : null;
  }

  /** The revision up to which the part's fields were changed by none whom it minds. */
  #guardOf({ since, fields, minds }: Step["parts"][number]): number {
    let guard = since;
    for (const { revision, touched, by, own } of this.#log) {
      if (revision <= since || !fields.some((field) => touched.has(field))) continue;
      const another = minds === "people" ? by !== null && by !== this.#port.user() : !own;
      if (another) return since;
      guard = Math.max(guard, revision);
    }
    return guard;
  }

  #claim(asked: Asked, { event, before, projects }: Told): void {
    const { revision } = event;
    this.#awaited.delete(revision);
    this.#unclaimed.delete(revision);
    for (const entry of this.#log) if (entry.revision === revision) entry.own = true;
    const inverses = inverseOf(event, { before, projects, user: this.#port.user() });
    if (asked.fresh) this.#stacks.redo = [];
    if (inverses.length > 0)
      this.#put(asked, {
        label: asked.name ?? labelOf(event, before),
        name: asked.name,
        parts: inverses.map((each) => ({ ...each, since: revision })),
      });
    this.#show();
  }

  #put(asked: Asked, step: Step): void {
    if (asked.step) {
      // Taken back in the opposite order.
      asked.step.parts.unshift(...step.parts);
      return;
    }
    asked.step = step;
    const stack = this.#stacks[asked.goesOn];
    stack.push(step);
    if (stack.length > STEPS) stack.shift();
  }

  #show(): void {
    this.#labels.undo.set(this.#stacks.undo.at(-1)?.label ?? null);
    this.#labels.redo.set(this.#stacks.redo.at(-1)?.label ?? null);
  }
}
