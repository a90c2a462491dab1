import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import { DUE_JOB } from "../../durable-objects/workspace/board/automation/due-watch.ts";
import { MAX_RULE_CHAIN, MAX_RULE_RUNS } from "../../durable-objects/workspace/board/limits.ts";
import type { BoardEvent, RuleFields, Task } from "../../durable-objects/workspace/board/protocol.ts";
import { TestBoard } from "./workspace-boards.ts";
import { enter, join, newTenant, type Tenant } from "./workspace-people.ts";

type When = RuleFields["when"];
type Actions = RuleFields["actions"];

/** What an event tells of a rule's run, in short. */
const told = ({ type, by, rule, comment }: BoardEvent): string[] => [
  type,
  by ?? "nobody",
  rule ?? "no rule",
  comment ?? "",
];

/** The runs in a task's history. */
async function runsOf(board: TestBoard, task: string): Promise<string[][]> {
  return (await board.events(task)).filter(({ by }) => by === null).map(told);
}

/** Days from today in UTC. */
function day(offset: number): string {
  return new Date(Date.now() + offset * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

/** When the room looks for due dates next, ms since 1970, or null when it never does. */
function nextLook({ room }: Tenant): Promise<number | null> {
  return runInDurableObject(
    room,
    (_, { storage }) =>
      storage.sql.exec<{ due: number }>("SELECT due FROM jobs WHERE name = ?", DUE_JOB).toArray()[0]?.due ?? null,
  );
}

/** Lets the time of the next look for due dates come, and the looks that it makes necessary. */
async function look({ room }: Tenant): Promise<void> {
  await runInDurableObject(room, (_, { storage }) => {
    storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = ?", DUE_JOB);
  });
  await runDurableObjectAlarm(room);
}

/** Looks until none is due any more. */
async function lookAll(tenant: Tenant): Promise<void> {
  do await look(tenant);
  while (((await nextLook(tenant)) ?? Number.POSITIVE_INFINITY) <= Date.now());
}

describe("what sets a rule off, and what it does", () => {
  const WHENS = ["created", "moved_to", "label_added", "due"] as const;
  const ACTIONS = ["set", "move", "assign", "comment"] as const;
  const cells = WHENS.flatMap((when) => ACTIONS.map((action) => [when, action] as const));

  it.each(cells)("P3.19 when %s, then %s: once, told in the task's history as the rule's", async (when, what) => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const [labelId, target, doing] = [
      await board.addLabel("Hot"),
      await board.column("Done"),
      await board.column("In progress"),
    ];
    const whens: Record<(typeof WHENS)[number], When> = {
      created: { type: "created" },
      moved_to: { type: "moved_to", columnId: doing },
      label_added: { type: "label_added", labelId },
      due: { type: "due" },
    };
    const actions: Record<(typeof ACTIONS)[number], Actions[number]> = {
      set: { type: "set", set: { priority: "urgent", addLabels: [labelId] } },
      move: { type: "move", columnId: target },
      assign: { type: "assign", user: "creator" },
      comment: { type: "comment", text: "Look at this" },
    };
    const did: Record<(typeof ACTIONS)[number], Partial<Task>> = {
      set: { priority: "urgent", labels: [labelId] },
      move: { columnId: target },
      assign: { assignees: [tenant.owner.user], followers: [tenant.owner.user] },
      comment: {},
    };
    const rule = await board.addRule(whens[when], [actions[what]]);
    const task = await board.addTask();
    if (when !== "created") expect(await runsOf(board, task)).toEqual([]);
    if (when === "moved_to") await board.act({ type: "task.move", task, columnId: doing });
    if (when === "label_added") await board.act({ type: "task.update", task, set: { labels: [labelId] } });
    if (when === "due") {
      await board.act({ type: "task.update", task, set: { dueDate: day(0) } });
      await lookAll(tenant);
    }
    expect(await board.task(task)).toMatchObject(did[what]);
    const type = what === "move" ? "task.moved" : what === "comment" ? "task.commented" : "task.updated";
    expect(await runsOf(board, task)).toEqual([[type, "nobody", rule, what === "comment" ? "Look at this" : ""]]);
    // What has nothing to do with it sets nothing off.
    await board.act({ type: "task.update", task, set: { title: "Renamed", estimate: 3 } });
    await lookAll(tenant);
    expect(await runsOf(board, task)).toHaveLength(1);
  });
});

describe("rules that set each other off", () => {
  it("P8.28 rules that undo each other act once each, and come to an end", async () => {
    const board = await TestBoard.make(await newTenant());
    const [todo, doing] = [await board.column("Todo"), await board.column("In progress")];
    const back = await board.addRule({ type: "moved_to", columnId: doing }, [{ type: "move", columnId: todo }]);
    const forth = await board.addRule({ type: "moved_to", columnId: todo }, [{ type: "move", columnId: doing }]);
    const task = await board.addTask();
    await board.act({ type: "task.move", task, columnId: doing });
    expect(await runsOf(board, task)).toEqual([
      ["task.moved", "nobody", back, ""],
      ["task.moved", "nobody", forth, ""],
    ]);
    expect(await board.task(task)).toMatchObject({ columnId: doing });
    // The next command is another story.
    await board.act({ type: "task.move", task, columnId: todo });
    expect(await runsOf(board, task)).toHaveLength(4);
    expect(await board.task(task)).toMatchObject({ columnId: todo });
  });

  it("acts in the order in which rules are set off, those of one change before those that they set off", async () => {
    const board = await TestBoard.make(await newTenant());
    const label = await board.addLabel("Hot");
    const first = await board.addRule({ type: "created" }, [{ type: "set", set: { addLabels: [label] } }]);
    const third = await board.addRule({ type: "label_added", labelId: label }, [
      { type: "set", set: { priority: "low" } },
      { type: "comment", text: "Lowered" },
    ]);
    const second = await board.addRule({ type: "created" }, [{ type: "set", set: { priority: "urgent" } }]);
    const task = await board.addTask();
    expect(await runsOf(board, task)).toEqual([
      ["task.updated", "nobody", first, ""],
      ["task.updated", "nobody", second, ""],
      ["task.updated", "nobody", third, "Lowered"],
    ]);
    expect(await board.task(task)).toMatchObject({ priority: "low", labels: [label] });
    const [, ...runs] = await board.events(task);
    expect(runs.map(({ delta }) => delta.tasks?.set?.[0]?.set)).toMatchObject([
      { labels: [label] },
      { priority: "urgent" },
      { priority: "low" },
    ]);
  });

  it("P8.28 ends a chain that is too long, and says so in the task's history", async () => {
    const board = await TestBoard.make(await newTenant());
    const labels: string[] = [];
    for (let link = 0; link <= MAX_RULE_CHAIN + 1; link += 1) labels.push(await board.addLabel(`Link ${link}`));
    const rules: string[] = [];
    for (const [link, labelId] of labels.slice(0, -1).entries()) {
      const addLabels = labels.slice(link + 1, link + 2);
      rules.push(await board.addRule({ type: "label_added", labelId }, [{ type: "set", set: { addLabels } }]));
    }
    const task = await board.addTask({ labels: labels.slice(0, 1) });
    expect((await board.task(task)).labels).toEqual(labels.slice(0, MAX_RULE_CHAIN + 1));
    const runs = await runsOf(board, task);
    expect(runs).toHaveLength(MAX_RULE_CHAIN + 1);
    expect(runs.at(-1)).toEqual(["task.rule_refused", "nobody", rules.at(-1), expect.stringContaining("8 rules")]);
  });

  it("P8.28 ends after a number of runs, and says so to each task left out", {
    timeout: 120_000,
  }, async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const doing = await board.column("In progress");
    const tasks: string[] = [];
    for (let number = 0; number < 500; number += 1) tasks.push(newId());
    for (const task of tasks) await board.addTask({}, { task });
    const priorities = ["urgent", "high", "low"] as const;
    for (const priority of priorities) {
      await board.addRule({ type: "moved_to", columnId: doing }, [{ type: "set", set: { priority } }]);
    }
    await board.act({ type: "task.bulk", changes: tasks.map((task) => ({ task, columnId: doing })) });
    const events = (await board.events()).filter(({ by }) => by === null);
    const runs = events.filter(({ type }) => type === "task.updated");
    expect(runs).toHaveLength(MAX_RULE_RUNS);
    expect(events.slice(MAX_RULE_RUNS).map(told)).toEqual([
      ["task.rule_refused", "nobody", "no rule", expect.stringContaining("1000 runs")],
    ]);
    const seen = new Set(runs.flatMap(({ about = [] }) => about));
    const leftOut = new Set(events.at(-1)?.about);
    expect(new Set([...seen, ...leftOut])).toEqual(new Set(tasks));
    const inColumn = await Promise.all([tasks[0], tasks.at(-1)].map((id) => board.task(id ?? "")));
    expect(inColumn.map(({ columnId }) => columnId)).toEqual([doing, doing]);
  });
});

describe("a rule that cannot do what it says", () => {
  /** What a move into progress leads to under a rule that first raises the priority and then does `actions`. */
  async function refusalOf(board: TestBoard, actions: Actions, prepare?: (task: string) => Promise<unknown>) {
    const doing = await board.column("In progress");
    const rule = await board.addRule({ type: "moved_to", columnId: doing }, [
      { type: "set", set: { priority: "urgent" } },
      ...actions,
    ]);
    const task = await board.addTask({ title: "Moved" });
    await prepare?.(task);
    await board.act({ type: "task.move", task, columnId: doing });
    const after = await board.task(task);
    expect(after).toMatchObject({ columnId: doing, priority: "none", assignees: [], labels: [] });
    const [only, ...others] = (await board.events(task)).filter((event) => event.rule !== undefined);
    expect(others).toEqual([]);
    expect(only).toMatchObject({ type: "task.rule_refused", by: null, rule, delta: {} });
    return only?.comment;
  }

  it("P1.21 leaves nothing of itself and a word in the history, and the command holds", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const full = await board.addColumn({ name: "Full", kind: "review", wipLimit: 1 });
    await board.addTask({}, { columnId: full });
    expect(await refusalOf(board, [{ type: "move", columnId: full }])).toContain("Full");
  });

  it("P1.21 also when the one to be assigned is gone", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const member = await join(tenant, "member");
    const comment = await refusalOf(board, [{ type: "assign", user: member.user }], () =>
      tenant.room.perform(tenant.owner, { type: "member.remove", user: member.user }),
    );
    expect(comment).toContain("nobody who may see this project");
  });

  it("P1.21 shows nobody what it began", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const guest = await join(tenant, "guest", [{ kind: "project", id: board.project }]);
    const newcomer = await join(tenant, "member");
    const full = await board.addColumn({ name: "Full", kind: "review", wipLimit: 1 });
    await board.addTask({}, { columnId: full });
    const { socket, welcome } = await enter(tenant, guest);
    // A guest learns of whoever comes to be part of the project; this one almost does.
    await refusalOf(board, [
      { type: "assign", user: newcomer.user },
      { type: "move", columnId: full },
    ]);
    await tenant.room.update(tenant.owner, { name: "Renamed" });
    const renamed = await socket.next((frame) => frame.type === "workspace.renamed");
    expect(renamed).toMatchObject({ seq: welcome.seq + 1 });
    expect(socket.received.filter(({ type }) => type === "member.entered")).toEqual([]);
  });

  it("refuses to begin what is blocked", async () => {
    const board = await TestBoard.make(await newTenant());
    const [begun, blocker] = [await board.addColumn({ name: "Begun", kind: "doing" }), await board.addTask()];
    const review = await board.column("In review");
    await board.addRule({ type: "moved_to", columnId: review }, [{ type: "move", columnId: begun }]);
    const task = await board.addTask({ title: "Blocked" });
    await board.act({ type: "task.relate", task, relation: "blocked_by", to: blocker });
    await board.act({ type: "task.move", task, columnId: review });
    expect(await board.task(task)).toMatchObject({ columnId: review });
    expect((await runsOf(board, task)).map(([type]) => type)).toEqual(["task.rule_refused"]);
  });
});

describe("what a rule knows", () => {
  it("acts for guests in the projects named to them, with what they may not see left alone", async () => {
    const tenant = await newTenant();
    const [board, other] = [await TestBoard.make(tenant), await TestBoard.make(tenant, { name: "Elsewhere" })];
    const guest = await join(tenant, "guest", [{ kind: "project", id: board.project }]);
    const stranger = await join(tenant, "guest", [{ kind: "project", id: other.project }]);
    const rule = await board.addRule({ type: "created" }, [{ type: "assign", user: "creator" }], guest);
    const task = await board.addTask({}, {}, guest);
    expect(await runsOf(board, task)).toEqual([["task.updated", "nobody", rule, ""]]);
    expect(await board.task(task)).toMatchObject({ createdBy: guest.user, assignees: [guest.user] });
    await expect(board.addRule({ type: "created" }, [{ type: "assign", user: stranger.user }], guest)).rejects.toThrow(
      "invalid",
    );
    const [member] = [await join(tenant, "member")];
    const second = await board.addRule({ type: "created" }, [{ type: "assign", user: member.user }]);
    await board.act({ type: "rule.update", part: rule, set: { enabled: false } });
    await tenant.room.setRole(tenant.owner, member.user, "guest");
    const unassigned = await board.addTask();
    expect((await runsOf(board, unassigned))[0]).toEqual([
      "task.rule_refused",
      "nobody",
      second,
      expect.stringContaining("may see this project"),
    ]);
  });

  it("runs only while it is on, and only on its own project's tasks that are on the board", async () => {
    const tenant = await newTenant();
    const [board, other] = [await TestBoard.make(tenant), await TestBoard.make(tenant, { name: "Elsewhere" })];
    const [todo, there] = [await board.column("Todo"), await other.column("Todo")];
    const rule = await board.addRule({ type: "moved_to", columnId: todo }, [{ type: "comment", text: "Here" }]);
    const runs = async (task: string) => (await runsOf(board, task)).length;
    const task = await other.addTask();
    expect(await runsOf(other, task)).toEqual([]);
    // Brought from another project counts as moved, coming back from the archive does not.
    await board.act({ type: "task.move", task, columnId: todo });
    expect(await runs(task)).toBe(1);
    await board.act({ type: "task.archive", tasks: [task] });
    await board.act({ type: "task.restore", tasks: [task] });
    expect(await runs(task)).toBe(1);
    const switches = [
      [
        { type: "rule.update", part: rule, set: { enabled: false } },
        { type: "rule.update", part: rule, set: { enabled: true } },
      ],
      [
        { type: "rule.archive", part: rule },
        { type: "rule.restore", part: rule },
      ],
    ] as const;
    for (const [off, on] of switches) {
      await board.act({ type: "task.move", task, columnId: there });
      await board.act(off);
      await board.act({ type: "task.move", task, columnId: todo });
      await board.act({ type: "task.move", task, columnId: there });
      await board.act(on);
      const before = await runs(task);
      await board.act({ type: "task.move", task, columnId: todo });
      expect(await runs(task)).toBe(before + 1);
    }
    await board.act({ type: "rule.delete", part: rule });
    const before = await runs(task);
    await board.act({ type: "task.move", task, columnId: there });
    await board.act({ type: "task.move", task, columnId: todo });
    expect(await runs(task)).toBe(before);
  });

  it("is turned off when the column it names goes, and runs no more", async () => {
    const board = await TestBoard.make(await newTenant());
    const target = await board.addColumn({ name: "Target", kind: "todo" });
    await board.addRule({ type: "created" }, [{ type: "move", columnId: target }]);
    const moved = await board.addTask();
    await board.act({ type: "column.delete", part: target, moveTasksTo: await board.column("Todo") });
    const task = await board.addTask();
    expect(await runsOf(board, task)).toEqual([]);
    // That the column went is nobody's move of the task.
    expect(await runsOf(board, moved)).toHaveLength(1);
  });
});

describe("rules that wait for a due date", () => {
  const NOTE: Actions = [{ type: "comment", text: "Due" }];

  it("P9.21 acts once for each date a task is given, over evictions, and early for none", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await board.addRule({ type: "due" }, NOTE);
    const task = await board.addTask({ dueDate: day(1) });
    const runs = async () => (await runsOf(board, task)).length;
    await lookAll(tenant);
    expect(await runs()).toBe(0);
    const midnight = Date.parse(`${day(1)}T00:00:00Z`);
    expect(await nextLook(tenant)).toBe(midnight);
    await evictDurableObject(tenant.room);
    try {
      vi.useFakeTimers({ toFake: ["Date"], now: midnight });
      await look(tenant);
      expect(await runs()).toBe(1);
      await evictDurableObject(tenant.room);
      await look(tenant);
      await look(tenant);
      expect(await runs()).toBe(1);
      // The day after, and the same date given again: nothing new.
      vi.setSystemTime(midnight + 24 * 60 * 60 * 1000);
      await look(tenant);
      await board.act({ type: "task.update", task, set: { dueDate: null } });
      await board.act({ type: "task.update", task, set: { dueDate: day(-1) } });
      await lookAll(tenant);
      expect(await runs()).toBe(1);
      await board.act({ type: "task.update", task, set: { dueDate: day(0) } });
      await lookAll(tenant);
      expect(await runs()).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it("acts on a date that had begun when it was given, not on one that had when the rule was made", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const [old, today] = [await board.addTask({ dueDate: day(-3) }), await board.addTask({ dueDate: day(0) })];
    await board.addRule({ type: "due" }, NOTE);
    const late = await board.addTask({ dueDate: day(-3) });
    await lookAll(tenant);
    expect(await Promise.all([old, today, late].map(async (task) => (await runsOf(board, task)).length))).toEqual([
      0, 1, 1,
    ]);
    await board.act({ type: "task.update", task: old, set: { dueDate: day(-2) } });
    await lookAll(tenant);
    expect(await runsOf(board, old)).toHaveLength(1);
  });

  it("leaves done and cancelled tasks alone until they are taken up again", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await board.addRule({ type: "due" }, NOTE);
    const task = await board.addTask({ dueDate: day(0) }, { columnId: await board.column("Done") });
    await lookAll(tenant);
    expect(await runsOf(board, task)).toEqual([]);
    await board.act({ type: "task.move", task, columnId: await board.column("Todo") });
    await lookAll(tenant);
    expect(await runsOf(board, task)).toHaveLength(1);
  });

  it("P9.21 goes through many in steps, each once, whatever the room is woken by", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    const tasks: string[] = [];
    for (let number = 0; number < 120; number += 1) tasks.push(await board.addTask({ dueDate: day(0) }));
    await board.addRule({ type: "due" }, NOTE);
    await board.addRule({ type: "due" }, [{ type: "set", set: { priority: "high" } }]);
    await look(tenant);
    await evictDurableObject(tenant.room);
    await lookAll(tenant);
    const runs = (await board.events()).filter(({ by }) => by === null);
    expect(runs).toHaveLength(240);
    expect(new Set(runs.map(({ rule, about }) => `${rule} ${about}`)).size).toBe(240);
  });

  it("P6.12 holds no alarm while no rule waits", async () => {
    const tenant = await newTenant();
    const board = await TestBoard.make(tenant);
    await board.addTask({ dueDate: day(0) });
    expect(await nextLook(tenant)).toBeNull();
    const rule = await board.addRule({ type: "due" }, NOTE);
    await lookAll(tenant);
    expect(await nextLook(tenant)).toBeGreaterThan(Date.now());
    await board.act({ type: "rule.update", part: rule, set: { enabled: false } });
    await look(tenant);
    expect(await nextLook(tenant)).toBeNull();
    // Of a rule whose whole project went nothing is left either.
    const other = await TestBoard.make(tenant, { name: "Short-lived" });
    await other.addRule({ type: "due" }, NOTE);
    await other.addTask({ dueDate: day(0) });
    await lookAll(tenant);
    await other.act({ type: "project.delete", project: other.project });
    await look(tenant);
    expect(await nextLook(tenant)).toBeNull();
    const left = await runInDurableObject(tenant.room, (_, { storage }) =>
      storage.sql.exec("SELECT rule FROM due_rules UNION ALL SELECT rule FROM rule_runs").toArray(),
    );
    expect(left).toEqual([{ rule }]);
  });
});
