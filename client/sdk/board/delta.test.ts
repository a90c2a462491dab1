import fc from "fast-check";
import { expect, it } from "vitest";
import type { BoardDelta, Column, Field, Label, Task } from "../../../durable-objects/workspace/board/protocol.ts";
import { board, column, label, project, select, task } from "../testing/boards.ts";
import { tasksIn } from "./arrangement.ts";
import { applyDelta } from "./delta.ts";
import { byOrder } from "./order.ts";
import type { BoardState } from "./state.ts";

const ids = fc.constantFrom("t1", "t2", "t3", "t4", "t5", "t6");
const columns = fc.constantFrom("todo", "doing", "done");
const orders = fc.constantFrom("a0", "a1", "a2", "a3", "a0V", "Zz");
const labels = fc.subarray(["bug", "idea", "ui"]);
const fields = fc.constantFrom({}, { size: "s" }, { size: "m" }, { size: "l", note: "words" }, { note: "words" });

const tasks = fc
  .record({ id: ids, columnId: columns, order: orders, labels, fields, number: fc.integer({ min: 1, max: 9 }) })
  .map(({ id, ...more }) => task(id, more));
const settings = fc.record(
  { columnId: columns, order: orders, labels, fields, title: fc.string() },
  { requiredKeys: [] },
);

/** An object without its undefined fields, as JSON has none. */
const plain = <Value extends object>(value: Value): Value => JSON.parse(JSON.stringify(value));

const deltas: fc.Arbitrary<BoardDelta> = fc
  .record(
    {
      project: fc.constantFrom(project(), project({ key: "LOOM" }), project({ name: "Looms" })),
      columns: fc.record(
        { put: fc.constant<Column[]>([column("new", "a3")]), gone: fc.constant<string[]>(["done"]) },
        { requiredKeys: [] },
      ),
      labels: fc.record(
        { put: fc.constant<Label[]>([label("ui")]), gone: fc.subarray(["bug", "idea"]) },
        { requiredKeys: [] },
      ),
      fields: fc.record(
        {
          put: fc.constantFrom<Field[][]>([select("size", ["s"])], [select("size", ["m", "l"])]),
          gone: fc.constantFrom<string[][]>([], ["size"], ["note"]),
        },
        { requiredKeys: [] },
      ),
      tasks: fc.record(
        {
          put: fc.array(tasks, { maxLength: 3 }),
          set: fc.array(fc.record({ id: ids, set: settings, was: fc.constant({}) }), { maxLength: 3 }),
          gone: fc.array(ids, { maxLength: 2 }),
          orders: fc.dictionary(ids, orders, { maxKeys: 3 }),
          columnId: columns,
        },
        { requiredKeys: [] },
      ),
      neighbours: fc.constant<NonNullable<BoardDelta["neighbours"]>>({
        put: [{ id: "n1", key: "X-1", projectId: "p2", title: "Other", settled: false }],
      }),
    },
    { requiredKeys: [] },
  )
  .map(plain);

/** The same by the letter of the protocol: every task looked at for each thing that a delta says. */
function byTheLetter(state: BoardState, delta: BoardDelta): BoardState {
  const list = <Item extends { id: string }>(
    items: ReadonlyMap<string, Item>,
    changes: { put?: Item[] | undefined; gone?: string[] | undefined } = {},
  ) => {
    const put = new Map([...items, ...(changes.put ?? []).map((item): [string, Item] => [item.id, item])]);
    return new Map([...put].filter(([id]) => !changes.gone?.includes(id)));
  };
  const each = (all: Task[], change: (task: Task) => Task) => all.map(change);
  let all = [...state.tasks.values()];
  const to = delta.project ?? state.project;
  if (to.key !== state.project.key) all = each(all, (one) => ({ ...one, key: `${to.key}-${one.number}` }));
  all = each(all, (one) => ({ ...one, labels: one.labels.filter((id) => !delta.labels?.gone?.includes(id)) }));
  for (const field of delta.fields?.put ?? []) {
    const choices = new Set<unknown>(field.options.map(({ id }) => id));
    all = each(all, (one) => without(one, (name, value) => name === field.id && !choices.has(value)));
  }
  all = each(all, (one) => without(one, (name) => delta.fields?.gone?.includes(name) ?? false));
  const { put = [], set = [], gone = [], orders = {}, columnId } = delta.tasks ?? {};
  for (const one of put) all = [...all.filter(({ id }) => id !== one.id), one];
  for (const change of set)
    all = each(all, (one) => (one.id === change.id ? Object.assign({ ...one }, change.set) : one));
  all = all.filter(({ id }) => !gone.includes(id));
  all = each(all, (one) => {
    const order = orders[one.id];
    return order === undefined ? one : { ...one, order, ...(columnId === undefined ? {} : { columnId }) };
  });
  return {
    project: to,
    columns: list(state.columns, delta.columns),
    labels: list(state.labels, delta.labels),
    fields: list(state.fields, delta.fields),
    views: state.views,
    rules: state.rules,
    tasks: new Map(all.map((one) => [one.id, one])),
    neighbours: list(state.neighbours, delta.neighbours),
  };
}

function without(one: Task, lost: (name: string, value: unknown) => boolean): Task {
  return {
    ...one,
    fields: Object.fromEntries(Object.entries(one.fields).filter(([name, value]) => !lost(name, value))),
  };
}

it("P2.19 a board after any events is what their deltas say by the letter, and what was held before stays as it was", () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(tasks, { selector: ({ id }) => id }),
      fc.array(deltas, { maxLength: 6 }),
      (start, changes) => {
        let state = board(start);
        for (const delta of changes) {
          const before = structuredClone(state);
          // Asked for before and after, so that carried columns are put to the test.
          for (const id of ["todo", "doing", "done"]) tasksIn(state.tasks, id);
          const after = applyDelta(state, delta);
          expect(after).toEqual(byTheLetter(state, delta));
          expect(state).toEqual(before);
          for (const id of ["todo", "doing", "done"]) {
            const here = [...after.tasks.values()].filter(({ columnId }) => columnId === id);
            expect(tasksIn(after.tasks, id)).toEqual(here.toSorted(byOrder));
          }
          state = after;
        }
      },
    ),
    { numRuns: 500 },
  );
});

it("leaves what did not change the very same objects, columns of tasks too", () => {
  const before = board([task("t1"), task("t2", { columnId: "doing" })]);
  const doing = tasksIn(before.tasks, "doing");
  const after = applyDelta(before, { tasks: { set: [{ id: "t1", set: { title: "New" }, was: { title: "t1" } }] } });
  expect(after.tasks.get("t1")).not.toBe(before.tasks.get("t1"));
  expect(after.tasks.get("t2")).toBe(before.tasks.get("t2"));
  expect(after.columns).toBe(before.columns);
  expect(tasksIn(after.tasks, "doing")).toBe(doing);
  expect(applyDelta(before, {})).toBe(before);
  expect(applyDelta(before, { tasks: { set: [{ id: "gone", set: { title: "x" }, was: {} }] } })).toBe(before);
});
