import type { BoardAction, BoardEvent, Project } from "../../../durable-objects/workspace/board/protocol.ts";
import { Cell, type Observed } from "../observed.ts";
import { type CommandOutcome, WITHDRAWN } from "../queue/queue.ts";
import { inverseOf } from "./inverse.ts";
import { labelOf } from "./label.ts";
import type { BoardState } from "./state.ts";
import { type Asked, mayGuard, type Step, Steps, verbatim, type Way } from "./steps.ts";
import { type FieldName, touchedBy } from "./touched.ts";

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
  /** Takes back commands that were certainly never sent, all of them or none; answers whether it did. */
  withdraw: (ids: readonly string[]) => boolean;
  /** What an act is called before it is done. */
  called: (action: BoardAction) => string;
  /** Tells the user why a step could not be taken. */
  tell: (refusal: { command: BoardAction; code: string; message: string }) => void;
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
  readonly #steps = new Steps();
  readonly #labels = { undo: new Cell<string | null>(null), redo: new Cell<string | null>(null) };
  /** By the ids of commands not answered yet, in the order in which they were asked. */
  readonly #asked = new Map<string, Asked>();
  /** Counts what was asked and taken back. */
  #time = 0;
  /** Steps that wait for answers to what was asked before. */
  #waiting = 0;
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
    return this.#begin(action, this.#fresh(verbatim([action], this.#port.called(action), null)));
  }

  /** Does several things that are undone in one step, which is called `name`. */
  performTogether(actions: readonly BoardAction[], name: string): Promise<CommandOutcome[]> {
    const asked = this.#fresh(verbatim(actions, name, name));
    return Promise.all(actions.map((action) => this.#begin(action, asked)));
  }

  /** True while a step that was asked for shows nothing yet: it waits for answers to what was asked before. */
  get waits(): boolean {
    return this.#waiting > 0;
  }

  /**
   * Takes back the last thing done: at once, unless it is under way to the room, or so is what may change how this is
   * guarded. Answers, when the room has, what was taken back in words; null when there was nothing, or when not all of
   * it could be.
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
    this.#show();
    if (!asked || !revision) return;
    const told = this.#unclaimed.get(revision);
    if (told) this.#claim(asked, told);
    else this.#awaited.set(revision, asked);
  }

  #fresh(does: Step): Asked {
    return { goesOn: "undo", fresh: true, does, at: ++this.#time, step: null };
  }

  #begin(action: BoardAction, asked: Asked): Promise<CommandOutcome> {
    const outcome = this.#ask(action, asked);
    this.#turn = Promise.all([this.#turn, outcome]);
    return outcome;
  }

  #ask(action: BoardAction, asked: Asked): Promise<CommandOutcome> {
    const { id, outcome } = this.#port.act(action);
    if (id !== null) this.#asked.set(id, asked);
    this.#show();
    return outcome;
  }

  #walk(from: Way, to: Way): Promise<string | null> {
    const now = this.waits ? null : this.#walkNow(from, to);
    if (now) {
      this.#turn = Promise.all([this.#turn, now]);
      return now;
    }
    // After all that was asked before: which step is the last, and what guards it, is known only then.
    this.#waiting++;
    const walked = this.#turn.then(() => {
      this.#waiting--;
      return this.#take(from, to);
    });
    this.#turn = walked;
    return walked;
  }

  /** Null when it has to wait. */
  #walkNow(from: Way, to: Way): Promise<string | null> | null {
    const open = [...this.#asked.values()];
    if (from === "redo" && open.some(({ fresh }) => fresh)) return Promise.resolve(null);
    const last = this.#lastAsked(from);
    if (last) return this.#withdraw(last, to);
    const top = this.#steps.top(from);
    return top && open.some((asked) => mayGuard(asked, top.step)) ? null : this.#take(from, to);
  }

  /**
   * What would be next, and is not answered yet, or not all of it: of what was asked together, each answer adds to the step
   * on the stack. Undefined when the next is there whole.
   */
  #lastAsked(way: Way): Asked | undefined {
    const last = [...this.#asked.values()].findLast(({ goesOn }) => goesOn === way);
    return last && last.at >= (this.#steps.top(way)?.at ?? 0) ? last : undefined;
  }

  /** Takes back what was never sent, so that it never was; null when it may have been. */
  #withdraw(asked: Asked, to: Way): Promise<string | null> | null {
    const { does } = asked;
    const ids = [...this.#asked].filter(([, each]) => each === asked).map(([id]) => id);
    if (ids.length < does.parts.length || !this.#port.withdraw(ids)) return null;
    this.#steps.put(to, does, ++this.#time);
    this.#show();
    return Promise.resolve(does.label);
  }

  async #take(from: Way, to: Way): Promise<string | null> {
    const step = this.#steps.pop(from);
    this.#show();
    if (!step) return null;
    const asked: Asked = { goesOn: to, fresh: false, does: step, at: ++this.#time, step: null };
    const answers = step.parts.map(async (part) => {
      const command = part.action(this.#guardOf(part));
      const outcome = await this.#ask(command, asked);
      if (outcome.ok) return true;
      const { code, message } = outcome;
      if (code !== WITHDRAWN) this.#port.tell({ command, code, message: code === "moved_on" ? MOVED_ON : message });
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
    if (asked.fresh) this.#steps.forgetRedone();
    if (inverses.length > 0)
      this.#put(asked, {
        label: asked.does.name ?? labelOf(event, before),
        name: asked.does.name,
        verbatim: false,
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
    this.#steps.put(asked.goesOn, step, asked.at);
  }

  #show(): void {
    this.#labels.undo.set(this.#labelFor("undo"));
    const redone = [...this.#asked.values()].some(({ fresh }) => fresh) ? null : this.#labelFor("redo");
    this.#labels.redo.set(redone);
  }

  #labelFor(way: Way): string | null {
    return (this.#lastAsked(way)?.does ?? this.#steps.top(way)?.step)?.label ?? null;
  }
}
