import { describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { MAX_COLUMNS, MAX_ORDER_LENGTH } from "../../durable-objects/workspace/board/limits.ts";
import { BoardAction, PART_NOUNS } from "../../durable-objects/workspace/board/protocol.ts";
import { eventually } from "../eventually.ts";
import { codeOfAct, problemOfAct, TestBoard } from "./workspace-boards.ts";
import { rows } from "./workspace-neighbours.ts";
import { codeOf, good, join, newTenant } from "./workspace-people.ts";

/** For each noun, something to make and something to set of it. */
const EXAMPLES = {
  column: [{ name: "Later", kind: "backlog" }, { wipLimit: 3 }],
  label: [{ name: "Bug" }, { colour: "#aa0000" }],
  field: [{ name: "Size", type: "number" }, { name: "Weight" }],
  view: [{ name: "Mine" }, { filter: { assignees: ["me"] }, layout: "list" }],
  rule: [
    { name: "Assign", when: { type: "created" }, actions: [{ type: "assign", user: "creator" }] },
    { enabled: false },
  ],
} as const;

describe("the parts of a board", () => {
  it.each(PART_NOUNS)("are made, set, moved, archived, restored and deleted alike: a %s", async (noun) => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const { project } = board;
    const [set, patch] = EXAMPLES[noun];
    const [part, second] = [newId(), newId()];
    const to = (verb: string, more: object = {}) => BoardAction.parse({ type: `${noun}.${verb}`, part, ...more });
    const answerTo = (verb: string, more: object = {}) => problemOfAct(tenant, tenant.owner, to(verb, more));
    await board.act(to("create", { project, set }));
    expect(await board.act(to("create", { project, set }))).toBe(0);
    const shouted = { ...set, name: set.name.toUpperCase() };
    expect(await answerTo("create", { project, part: second, set: shouted })).toEqual(["conflict", "set.name"]);
    await board.act(to("create", { project, part: second, set: { ...set, name: "Second" }, before: part }));

    const seen = await board.act(to("update", { set: patch }));
    expect(await board.act(to("update", { set: patch }))).toBe(0);
    await board.act(to("update", { set: { name: "Renamed" }, since: seen }));
    expect(await answerTo("update", { set: { name: "Undone" }, since: seen })).toEqual(["moved_on"]);
    const moved = await board.act(to("move", { before: second }));
    await board.act(to("move", { after: second }));
    expect(await answerTo("move", { before: second, since: moved })).toEqual(["moved_on"]);

    await board.act(to("archive"));
    expect(await board.act(to("archive"))).toBe(0);
    await board.act(to("update", { part: second, set: { name: "renamed" } }));
    expect(await answerTo("restore")).toEqual(["conflict", "set.name"]);
    await board.act(to("update", { part: second, set: { name: "Other" } }));
    await board.act(to("restore"));
    const scope = { archived: "true", after: null, limit: 100 } as const;
    const all = good(await tenant.room.parts(tenant.owner, project, noun, scope));
    expect(all.filter(({ id }) => id === part || id === second)).toMatchObject([
      { ...set, id: second, name: "Other" },
      { ...set, ...patch, id: part, name: "Renamed", archivedAt: null, createdBy: tenant.owner.user },
    ]);
    await board.act(to("delete"));
    expect(await answerTo("delete")).toEqual(["not_found"]);
    const verbs = "created created updated updated moved moved archived updated updated restored deleted";
    expect((await board.events()).slice(1).map(({ type }) => type)).toEqual(
      verbs.split(" ").map((verb) => `${noun}.${verb}`),
    );
  });

  it("have what a new one leaves out", async () => {
    const board = await TestBoard.make(await newTenant());
    const { project } = board;
    const made = async (action: object) => {
      await board.act(BoardAction.parse({ project, part: newId(), ...action }));
      return (await board.events()).at(-1)?.delta;
    };
    expect((await made({ type: "column.create", set: { name: "C", kind: "review" } }))?.columns?.put).toMatchObject([
      { wipLimit: null, hidden: false, colour: expect.stringMatching(/^#/) },
    ]);
    expect((await made({ type: "label.create", set: { name: "L" } }))?.labels?.put).toMatchObject([
      { colour: expect.stringMatching(/^#/) },
    ]);
    expect((await made({ type: "field.create", set: { name: "F", type: "date" } }))?.fields?.put).toMatchObject([
      { options: [] },
    ]);
    expect((await made({ type: "view.create", set: { name: "V" } }))?.views?.put).toMatchObject([
      { layout: "board", filter: {}, groupBy: "none", sort: "order" },
    ]);
    const rule = { name: "R", when: { type: "due" }, actions: [{ type: "comment", text: "Due" }] };
    expect((await made({ type: "rule.create", set: rule }))?.rules?.put).toMatchObject([{ enabled: true }]);
  });

  it("keep short keys however often one gap is used, with all told in the same event", async () => {
    const board = await TestBoard.make(await newTenant());
    const [first, one, two] = [await board.addLabel("First"), await board.addLabel("One"), await board.addLabel("Two")];
    for (let count = 0; count < 70; count += 1) {
      await board.act({ type: "label.move", part: one, after: first });
      await board.act({ type: "label.move", part: two, after: first });
    }
    const orders = new Map<string, string>();
    let rekeyed = 0;
    for (const { delta } of await board.events()) {
      for (const { id, order } of delta.labels?.put ?? []) orders.set(id, order);
      if ((delta.labels?.put?.length ?? 0) > 1) rekeyed += 1;
    }
    expect(rekeyed).toBeGreaterThan(0);
    const sorted = [...orders].sort(([, low], [, high]) => (low < high ? -1 : 1));
    expect(sorted.map(([id]) => id)).toEqual([first, two, one]);
    for (const [, order] of sorted) expect(order.length).toBeLessThanOrEqual(MAX_ORDER_LENGTH);
  });

  it("P8.27 are as many as there may be, archived ones too, and no more", async () => {
    const board = await TestBoard.make(await newTenant());
    const { tenant, project } = board;
    const create = (count: number): BoardAction => ({
      type: "column.create",
      project,
      part: newId(),
      set: { name: `Column ${count}`, kind: "todo" },
    });
    for (let count = (await board.columns()).length; count < MAX_COLUMNS; count += 1) await board.act(create(count));
    await board.act({ type: "column.archive", part: await board.column("Todo") });
    expect(await codeOfAct(tenant, tenant.owner, create(MAX_COLUMNS))).toBe("limit_reached");
  });

  it("are changed by whoever may edit the board, and are not there for others", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const label = await board.addLabel("Bug");
    const rename: BoardAction = { type: "label.update", part: label, set: { name: "Defect" } };
    const expected = { admin: "ok", member: "ok", viewer: "forbidden" } as const;
    for (const role of ["admin", "member", "viewer"] as const) {
      const answer = await tenant.room.perform(await join(tenant, role), rename);
      expect(codeOf(answer), role).toBe(expected[role]);
    }
    expect(await codeOfAct(tenant, await join(tenant, "guest"), rename)).toBe("not_found");
    expect(await codeOfAct(await newTenant(), tenant.owner, rename)).toBe("not_found");
  });
});

describe("a column", () => {
  it("that holds tasks goes only with a word on where they are to go, and then puts them last, in order", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const [from, to] = [await board.column("Todo"), await board.column("Backlog")];
    const there = await board.addTask({}, { columnId: to });
    const moved = [await board.addTask({}, { columnId: from }), await board.addTask({}, { columnId: from })];
    const archived = await board.addTask({}, { columnId: from });
    await board.act({ type: "task.archive", tasks: [archived] });
    const elsewhere = await (await TestBoard.make(tenant)).column("Todo");
    const drop = (more: object = {}): BoardAction => BoardAction.parse({ type: "column.delete", part: from, ...more });
    expect(await problemOfAct(tenant, tenant.owner, drop())).toEqual(["column_in_use"]);
    for (const moveTasksTo of [from, elsewhere, newId()]) {
      expect(await problemOfAct(tenant, tenant.owner, drop({ moveTasksTo }))).toEqual(["invalid", "moveTasksTo"]);
    }
    await board.act(drop({ moveTasksTo: to }));
    expect((await board.columns()).some(({ id }) => id === from)).toBe(false);
    const tasks = await Promise.all([there, ...moved].map((task) => board.task(task)));
    expect(tasks.map(({ columnId }) => columnId)).toEqual([to, to, to]);
    const orders = tasks.map(({ order }) => order);
    expect([...orders].sort()).toEqual(orders);
    expect((await board.task(archived)).columnId).toBe(to);
    const inD1 = () => rows("SELECT column_id AS at FROM tasks WHERE project = ? AND id = ?", board.project, archived);
    await eventually(async () => expect(await inD1()).toEqual([{ at: to }]));
    const told = (await board.events()).at(-1);
    expect(told).toMatchObject({
      type: "column.deleted",
      delta: { columns: { gone: [from] }, tasks: { columnId: to } },
    });
    expect(Object.keys(told?.delta.tasks?.orders ?? {}).sort()).toEqual([...moved].sort());
  });

  it("that holds only archived tasks counts as in use, and is archived nonetheless", async () => {
    const board = await TestBoard.make(await newTenant());
    const { tenant } = board;
    const column = await board.column("Todo");
    const task = await board.addTask({}, { columnId: column });
    const archive: BoardAction = { type: "column.archive", part: column };
    expect(await codeOfAct(tenant, tenant.owner, archive)).toBe("column_in_use");
    await board.act({ type: "task.archive", tasks: [task] });
    expect(await codeOfAct(tenant, tenant.owner, { type: "column.delete", part: column })).toBe("column_in_use");
    await board.act(archive);
  });

  it("that is the board's last stays", async () => {
    const board = await TestBoard.make(await newTenant());
    const { tenant } = board;
    const [last, ...others] = (await board.columns()).map(({ id }) => id);
    if (last === undefined) throw new Error("no column");
    for (const part of others) await board.act({ type: "column.delete", part });
    for (const type of ["column.archive", "column.delete"] as const) {
      expect(await codeOfAct(tenant, tenant.owner, { type, part: last })).toBe("conflict");
    }
  });

  it("tells the projects next to its own when its tasks are settled by what it now means", async () => {
    const tenant = await newTenant();
    const [board, other] = [await TestBoard.make(tenant), await TestBoard.make(tenant)];
    const column = await board.column("Todo");
    const task = await board.addTask({}, { columnId: column });
    await board.act({ type: "task.relate", task, relation: "blocks", to: await other.addTask() });
    const settled = async () => (await other.events()).at(-1)?.delta.neighbours?.put?.map((each) => each.settled);
    expect(await settled()).toEqual([false]);
    await board.act({ type: "column.update", part: column, set: { kind: "done" } });
    expect(await settled()).toEqual([true]);
    await board.act({ type: "column.delete", part: column, moveTasksTo: await board.column("Backlog") });
    expect(await settled()).toEqual([false]);
    await board.act({ type: "project.update", project: board.project, set: { key: "KEY" } });
    expect((await other.events()).at(-1)?.delta.neighbours?.put).toMatchObject([{ key: "KEY-1" }]);
  });
});

describe("what goes from a board", () => {
  it("goes from all its tasks, archived ones too: labels, fields, and choices of a field", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const { project } = board;
    const [bug, idea] = [await board.addLabel("Bug"), await board.addLabel("Idea")];
    const [size, note] = [newId(), newId()];
    const [small, large] = ["small", "large"].map((id) => ({ id, name: id, colour: "#112233" }));
    if (!small || !large) throw new Error("no choices");
    const options = [small, large];
    await board.act({ type: "field.create", project, part: size, set: { name: "Size", type: "select", options } });
    await board.act({ type: "field.create", project, part: note, set: { name: "Note", type: "text" } });
    const fields = (choice: string) => ({ [size]: choice, [note]: "Text" });
    const one = await board.addTask({ labels: [bug, idea], fields: fields("small") });
    const two = await board.addTask({ labels: [bug], fields: fields("large") });
    await board.act({ type: "task.archive", tasks: [two] });

    await board.act({ type: "label.delete", part: bug });
    expect((await board.task(one)).labels).toEqual([idea]);
    expect((await board.task(two)).labels).toEqual([]);
    await board.act({ type: "field.update", part: size, set: { options: [small] } });
    expect((await board.task(one)).fields).toEqual(fields("small"));
    expect((await board.task(two)).fields).toEqual({ [note]: "Text" });
    await board.act({ type: "field.delete", part: size });
    await board.act({ type: "field.delete", part: note });
    expect((await board.task(one)).fields).toEqual({});
    expect((await board.task(two)).fields).toEqual({});
    const told = (await board.events()).slice(-4).map(({ delta }) => delta);
    expect(told.map(({ tasks }) => tasks)).toEqual([undefined, undefined, undefined, undefined]);
    expect(told.map(({ labels, fields }) => labels?.gone ?? fields?.gone)).toEqual([[bug], undefined, [size], [note]]);
  });

  it("turns off the rules that need it, in the same event, and they come on again only mended", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const [column, label] = [await board.column("Done"), await board.addLabel("Bug")];
    const moves = await board.addRule({ type: "moved_to", columnId: column }, [{ type: "comment", text: "Done" }]);
    const labels = await board.addRule({ type: "created" }, [{ type: "set", set: { addLabels: [label] } }]);
    const stays = await board.addRule({ type: "created" }, [{ type: "move", columnId: await board.column("Todo") }]);
    await board.act({ type: "column.delete", part: column });
    expect((await board.events()).at(-1)?.delta.rules?.put).toMatchObject([{ id: moves, enabled: false }]);
    await board.act({ type: "label.delete", part: label });
    expect((await board.events()).at(-1)?.delta.rules?.put).toMatchObject([{ id: labels, enabled: false }]);
    const size = newId();
    const options = [{ id: "small", name: "Small", colour: "#112233" }];
    const field = { name: "Size", type: "select" as const, options };
    await board.act({ type: "field.create", project: board.project, part: size, set: field });
    const sizes = await board.addRule({ type: "created" }, [{ type: "set", set: { fields: { [size]: "small" } } }]);
    await board.act({ type: "field.update", part: size, set: { options: [] } });
    expect((await board.events()).at(-1)?.delta.rules?.put).toMatchObject([{ id: sizes, enabled: false }]);
    const enable: BoardAction = { type: "rule.update", part: moves, set: { enabled: true } };
    expect(await problemOfAct(tenant, tenant.owner, enable)).toEqual(["invalid", "set.when.columnId"]);
    await board.act({ type: "rule.update", part: moves, set: { name: "Still off" } });
    await board.act({ type: "rule.update", part: moves, set: { enabled: true, when: { type: "created" } } });
    await board.act({ type: "rule.update", part: stays, set: { name: "Still on" } });
  });
});

describe("what a part may say", () => {
  it("a rule that is on names only what there is in its project", async () => {
    const tenant = await newTenant();
    const [board, other] = [await TestBoard.make(tenant), await TestBoard.make(tenant)];
    const { project } = board;
    const away = { column: await other.column("Todo"), label: await other.addLabel("Bug") };
    const guest = await join(tenant, "guest", [{ kind: "project", id: other.project }]);
    const size = newId();
    await board.act({ type: "field.create", project, part: size, set: { name: "Size", type: "number" } });
    const set = {
      name: "Wrong",
      when: { type: "label_added", labelId: away.label },
      actions: [
        { type: "move", columnId: away.column },
        { type: "set", set: { labels: [away.label], assignees: [guest.user], fields: { [size]: "big", none: 1 } } },
        { type: "assign", user: "nobody" },
        { type: "assign", user: tenant.owner.user },
      ],
    };
    const create = BoardAction.parse({ type: "rule.create", project, part: newId(), set });
    expect(await problemOfAct(tenant, tenant.owner, create)).toEqual([
      "invalid",
      "set.when.labelId",
      "set.actions.0.columnId",
      "set.actions.1.set.labels.0",
      "set.actions.1.set.assignees.0",
      `set.actions.1.set.fields.${size}`,
      "set.actions.1.set.fields.none",
      "set.actions.2.user",
    ]);
  });

  it("a select field has each choice once, and other fields have none", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const choice = (id: string, name: string) => ({ id, name, colour: "#112233" });
    const create = (type: string, options: object[]) =>
      problemOfAct(
        tenant,
        tenant.owner,
        BoardAction.parse({
          type: "field.create",
          project: board.project,
          part: newId(),
          set: { name: "F", type, options },
        }),
      );
    expect(await create("select", [choice("a", "A"), choice("b", "a"), choice("a", "C")])).toEqual([
      "invalid",
      "set.options.1",
      "set.options.2",
    ]);
    expect(await create("text", [choice("a", "A")])).toEqual(["invalid", "set.options"]);
    expect(await create("select", [choice("a", "A")])).toEqual([]);
  });
});
