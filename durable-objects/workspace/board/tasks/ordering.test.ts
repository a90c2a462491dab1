import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type InnerBoards, withBoards } from "../../../../test/rooms/inner-boards.ts";
import { MAX_ORDER_LENGTH } from "../limits.ts";
import { BoardWriting } from "../writing.ts";
import { orderWithin } from "./ordering.ts";

/** A column and, beside it, the plain list that its order must be. */
class Listed {
  readonly #boards: InnerBoards;
  readonly #project: string;
  readonly #column: string;
  readonly ids: string[] = [];
  moves = 0;
  rewritten = 0;

  constructor(boards: InnerBoards, count: number) {
    this.#boards = boards;
    this.#project = boards.addProject(`Board ${crypto.randomUUID()}`);
    this.#column = boards.column(this.#project, "Todo").id;
    for (let made = 0; made < count; made += 1) {
      this.ids.push(boards.addTask(this.#project, { columnId: this.#column }));
    }
  }

  /** Puts the task at index `from` so that it is at index `to` then, told by the neighbour on one side of it. */
  move(from: number, to: number, by: "before" | "after"): void {
    const [id] = this.ids.splice(from, 1);
    if (id === undefined) throw new Error("no such index");
    const place = by === "before" ? { before: this.ids[to] } : { after: this.ids[to - 1] };
    const first = to === 0 && by === "after" ? { before: this.ids[0] } : place;
    this.ids.splice(to, 0, id);
    this.#boards.change(null, (change) => {
      const writing = new BoardWriting(change, { user: null });
      const row = this.#boards.stores.tasks.find(id);
      const order = row && orderWithin(writing, row.task, first);
      if (row && typeof order === "string") writing.setTask(row, { order });
      const orders = writing.drafts.get(this.#project)?.delta()?.tasks?.orders ?? {};
      this.rewritten += Object.keys(orders).length;
      this.moves += 1;
    });
  }

  /** Says what is wrong with the column's keys, or null. */
  fault(): string | null {
    const tasks = this.#boards.tasksIn(this.#column);
    const keys = tasks.map(({ order }) => order);
    if (tasks.some(({ id }, index) => id !== this.ids[index])) return "another order than the list's";
    if (keys.some((key, index) => key <= (keys[index - 1] ?? ""))) return "two that are not in order";
    return keys.find((key) => key.length > MAX_ORDER_LENGTH) ?? null;
  }
}

/** Ways to wear out the keys: which move comes next in a list of this length. */
const ATTACKS: Record<string, (length: number, turn: number) => { from: number; to: number; by: "before" | "after" }> =
  {
    "into the gap behind the first": (length) => ({ from: length - 1, to: 1, by: "after" }),
    "into the gap before the last": (length) => ({ from: 0, to: length - 2, by: "before" }),
    "into one gap in the middle": (length) => ({ from: length - 1, to: Math.floor(length / 2), by: "before" }),
    "from both sides of one gap": (length, turn) => ({
      from: turn % 2 === 0 ? 0 : length - 1,
      to: Math.floor(length / 2),
      by: turn % 2 === 0 ? "before" : "after",
    }),
    "to the beginning": (length) => ({ from: length - 1, to: 0, by: "before" }),
    "to the end": (length) => ({ from: 0, to: length - 1, by: "after" }),
  };

describe("the order of a column", () => {
  for (const [name, next] of Object.entries(ATTACKS)) {
    it(`P8.24 stays whole and its keys short when tasks are put ${name} thousands of times`, () =>
      withBoards((boards) => {
        const list = new Listed(boards, 600);
        for (let turn = 0; turn < 3_000; turn += 1) {
          const { from, to, by } = next(list.ids.length, turn);
          list.move(from, to, by);
          if (turn % 500 === 0) expect(list.fault()).toBeNull();
        }
        expect(list.fault()).toBeNull();
        expect(list.rewritten / list.moves).toBeLessThan(3);
      }));
  }

  it("moves to anywhere give other tasks new keys next to never", () =>
    withBoards((boards) => {
      const list = new Listed(boards, 300);
      const [moves] = fc.sample(fc.array(fc.tuple(fc.nat(299), fc.nat(299)), { minLength: 2_000, maxLength: 2_000 }), {
        numRuns: 1,
        seed: 42,
      });
      for (const [from, to] of moves ?? []) list.move(from, to, "after");
      expect(list.fault()).toBeNull();
      expect(list.rewritten).toBeLessThan(20);
    }));

  it("P8.24 is the plain list's after any moves", () =>
    withBoards((boards) =>
      fc.assert(
        fc.property(
          fc.integer({ min: 2, max: 30 }),
          fc.array(
            fc.record({
              from: fc.nat(),
              to: fc.nat(),
              by: fc.constantFrom("before" as const, "after" as const),
              again: fc.integer({ min: 1, max: 60 }),
            }),
            { maxLength: 12 },
          ),
          (count, moves) => {
            const list = new Listed(boards, count);
            for (const { from, to, by, again } of moves) {
              for (let turn = 0; turn < again; turn += 1) list.move(from % count, to % count, by);
            }
            expect(list.fault()).toBeNull();
          },
        ),
        { numRuns: 40 },
      ),
    ));
});
