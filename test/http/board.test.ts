/** Projects, the parts of their boards, and tasks, over HTTP. */
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { Column, Field, Label, Project, Rule, Task, View } from "../../durable-objects/workspace/board/protocol.ts";
import { withoutD1 } from "../rooms/workspace-neighbours.ts";
import { Board, listOf } from "./board-client.ts";
import { call, signUp } from "./client.ts";

const Bulk = z.object({ items: z.array(Task) });

describe("/api/workspaces/:w/projects", () => {
  it("P1.20 a project is made whole, found by id and key, changed, moved, archived and deleted", async () => {
    const board = await Board.found();
    const engine = await board.project();
    expect(engine).toMatchObject({ key: "ENS", name: "Engine", archivedAt: null, createdBy: board.who.id });
    const other = await board.project({ name: "Other things", before: engine.id });
    expect(other.key).toMatch(/^[A-Z][A-Z0-9]*$/);
    const names = async (query = "") =>
      (await board.get(`/projects?${query}`, listOf(Project))).items.map(({ name }) => name).join();
    expect(await names()).toBe("Other things,Engine");
    for (const name of [engine.id, "ENS", "ens"]) expect(await board.get(`/projects/${name}`, Project)).toEqual(engine);

    const set = { name: "Motor", key: "MOT", colour: "#123456", before: other.id };
    const changed = await board.send("PATCH", "/projects/ENS", set, Project);
    expect(changed).toMatchObject({ id: engine.id, name: "Motor", key: "MOT", colour: "#123456" });
    expect(await names()).toBe("Motor,Other things");
    expect((await board.get("/projects/ENS", Project)).key).toBe("MOT");

    const archived = await board.send("PATCH", "/projects/MOT", { archived: true }, Project);
    expect(archived.archivedAt).toBeGreaterThan(0);
    expect([await names(), await names("archived=true"), await names("archived=only")]).toEqual([
      "Other things",
      "Motor,Other things",
      "Motor",
    ]);
    expect(await board.said("/projects/MOT/tasks", { body: { title: "x" } })).toBe("409 conflict");
    const back = await board.send("PATCH", "/projects/MOT", { archived: false, name: "Back" }, Project);
    expect([back.archivedAt, back.name]).toEqual([null, "Back"]);
    expect(await board.said("/projects/MOT", { method: "DELETE" })).toBe("204");
    expect(await board.said("/projects/MOT")).toBe("404 not_found");
    expect(await board.said(`/projects/${engine.id}`, { method: "DELETE" })).toBe("404 not_found");
  });

  it("what an archived one refuses is among what the API's description says", async () => {
    const Description = z.object({
      paths: z.record(z.string(), z.record(z.string(), z.object({ responses: z.record(z.string(), z.unknown()) }))),
    });
    const { paths } = Description.parse(await (await call("/api/openapi.json")).json());
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "Here" });
    await board.task("ENS", { title: "There" });
    await board.send("PATCH", "/projects/ENS", { archived: true }, Project);
    const writes: [method: string, path: string, body?: unknown][] = [
      ["PATCH", "", { title: "x" }],
      ["DELETE", ""],
      ["POST", "/move", { columnId: "Todo" }],
      ["POST", "/relations", { type: "blocks", task: "ENS-2" }],
      ["DELETE", "/relations/blocks/ENS-2"],
      ["PUT", "/followers/me"],
      ["DELETE", "/followers/me"],
      ["POST", "/description"],
    ];
    for (const [method, path, body] of writes) {
      const route = `/api/workspaces/{w}/tasks/{t}${path.replace(/blocks.*/, "{type}/{task}")}`;
      expect(await board.said(`/tasks/ENS-1${path}`, { method, body }), route).toBe("409 conflict");
      for (const at of [route, route.replace("{w}/", "{w}/projects/{p}/")]) {
        expect(Object.keys(paths[at]?.[method.toLowerCase()]?.responses ?? {}), `${method} ${at}`).toContain("409");
      }
    }
  });

  it("P8.17 projects are listed a page at a time", async () => {
    const board = await Board.found();
    for (const name of ["A", "B", "C"]) await board.project({ name });
    const first = await board.get("/projects?limit=2", listOf(Project));
    const second = await board.get(`/projects?limit=2&cursor=${first.next}`, listOf(Project));
    expect([first.items.length, ...second.items.map(({ name }) => name), second.next]).toEqual([2, "C", null]);
  });

  it("P3.6 a project, a part or a task sent twice with one Idempotency-Key is one", async () => {
    const board = await Board.found();
    const twice = async (path: string, body: unknown) => {
      const send = () => board.ask(path, { body, headers: { "idempotency-key": "once" } });
      const answers = await Promise.all([send(), send()]);
      const [one, two] = await Promise.all(answers.map((answer) => answer.json()));
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(two).toEqual(one);
    };
    await twice("/projects", { name: "Engine", key: "ENS" });
    await twice("/projects/ENS/labels", { name: "Bug" });
    await twice("/projects/ENS/tasks", { title: "Once" });
    expect((await board.get("/projects", listOf(Project))).items).toHaveLength(1);
    expect((await board.get("/projects/ENS/labels", listOf(Label))).items).toHaveLength(1);
    expect(await board.titles("ENS")).toBe("Once");
    const other = { body: { title: "Another" }, headers: { "idempotency-key": "once" } };
    expect(await board.said("/projects/ENS/tasks", other)).toBe("409 key_reused");
  });
});

describe("/api/workspaces/:w/projects/:p/{columns,labels,fields,views,rules}", () => {
  const NOUNS = [
    { path: "columns", shape: Column, fresh: { name: "Waiting", kind: "todo" }, set: { wipLimit: 3, hidden: true } },
    { path: "labels", shape: Label, fresh: { name: "Waiting" }, set: { colour: "#00ff00" } },
    { path: "fields", shape: Field, fresh: { name: "Waiting", type: "text" }, set: { name: "Waited" } },
    { path: "views", shape: View, fresh: { name: "Waiting" }, set: { layout: "list", filter: { text: "x" } } },
    {
      path: "rules",
      shape: Rule,
      fresh: { name: "Waiting", when: { type: "created" }, actions: [{ type: "comment", text: "Hello" }] },
      set: { enabled: false },
    },
  ];

  for (const { path, shape, fresh, set } of NOUNS) {
    it(`${path} are made, listed, changed, moved, archived and deleted alike`, async () => {
      const board = await Board.found();
      await board.project();
      const at = `/projects/ENS/${path}`;
      const one = await board.send("POST", at, fresh, shape);
      const two = await board.send("POST", at, { ...fresh, name: "In between", before: one.id }, shape);
      const listed = async (query = "") => {
        const { items } = await board.get(`${at}?${query}`, listOf(shape));
        return items.map(({ id }) => id).filter((id) => id === one.id || id === two.id);
      };
      expect(await listed()).toEqual([two.id, one.id]);
      expect(await board.get(`${at}/${one.id}`, shape)).toEqual(one);
      expect(await board.get(`${at}/in-between`, shape)).toEqual(two);
      const changed = await board.send("PATCH", `${at}/waiting`, { ...set, before: "in-between" }, shape);
      expect(changed).toMatchObject({ id: one.id, ...set });
      expect(await listed()).toEqual([one.id, two.id]);
      await board.send("PATCH", `${at}/${one.id}`, { archived: true }, shape);
      expect([await listed(), await listed("archived=only")]).toEqual([[two.id], [one.id]]);
      await board.send("PATCH", `${at}/${one.id}`, { archived: false, name: "Again" }, shape);
      expect(await board.said(`${at}/again`, { method: "DELETE" })).toBe("204");
      expect(await board.said(`${at}/${one.id}`)).toBe("404 not_found");
      expect(await board.said(`${at}/${two.id}`, { method: "PATCH", body: {} })).toBe("422 invalid");
      expect(await board.said(at, { body: { ...fresh, colours: "red" } })).toBe("422 invalid colours");
      expect(await board.said(at, { body: {} })).toMatch(/^422 invalid name/);
    });
  }

  it("a column goes when its tasks have somewhere to go", async () => {
    const board = await Board.found();
    await board.project();
    const columns = await board.columns("ENS");
    await board.task("ENS", { title: "Here", columnId: "todo" });
    expect(await board.said("/projects/ENS/columns/todo", { method: "DELETE" })).toBe("409 column_in_use");
    const wrong = "/projects/ENS/columns/todo?moveTasksTo=nowhere";
    expect(await board.said(wrong, { method: "DELETE" })).toMatch(/^422 invalid/);
    expect(await board.said("/projects/ENS/columns/todo?into=done", { method: "DELETE" })).toBe(
      "422 invalid query.into",
    );
    expect(await board.said("/projects/ENS/columns/todo?moveTasksTo=done", { method: "DELETE" })).toBe("204");
    expect((await board.get("/tasks/ENS-1", Task)).columnId).toBe(columns.Done);
  });

  it("P5.9 a part of another project is not found in this one", async () => {
    const board = await Board.found();
    await board.project();
    await board.project({ name: "Other", key: "OTH" });
    const label = await board.send("POST", "/projects/OTH/labels", { name: "Bug" }, Label);
    for (const method of ["GET", "DELETE"]) {
      expect(await board.said(`/projects/ENS/labels/${label.id}`, { method })).toBe("404 not_found");
    }
    const patch = { method: "PATCH", body: { name: "Mine" } };
    expect(await board.said(`/projects/ENS/labels/${label.id}`, patch)).toBe("404 not_found");
  });
});

describe("/api/workspaces/:w/projects/:p/tasks", () => {
  it("P1.20 a task is made whole and found by id and key at both its addresses", async () => {
    const board = await Board.found();
    await board.project();
    const columns = await board.columns("ENS");
    const bug = await board.send("POST", "/projects/ENS/labels", { name: "Bug" }, Label);
    const set = {
      title: " First ",
      labels: [bug.id],
      assignees: [board.who.id],
      priority: "high",
      dueDate: "2026-12-24",
    };
    const task = await board.task("ENS", { ...set, estimate: 3, columnId: "in-progress" });
    expect(task).toMatchObject({ ...set, title: "First", key: "ENS-1", number: 1, columnId: columns["In progress"] });
    for (const path of [`/tasks/${task.id}`, "/tasks/ENS-1", "/tasks/ens-1", "/projects/ENS/tasks/ENS-1"]) {
      expect(await board.get(path, Task)).toEqual(task);
    }
    expect((await board.task("ENS", { title: "Second" })).columnId).toBe(columns.Backlog);
    const changed = await board.send("PATCH", "/tasks/ENS-1", { title: "Renamed", addLabels: [], dueDate: null }, Task);
    expect(changed).toMatchObject({ title: "Renamed", dueDate: null, labels: [bug.id] });
    expect(await board.get(`/projects/ENS/tasks/${task.id}`, Task)).toEqual(changed);
    expect(await board.said("/tasks/ENS-1", { method: "DELETE" })).toBe("204");
    expect(await board.said("/tasks/ENS-1")).toBe("404 not_found");
  });

  it("P1.20 are read back at once while D1 is away", async () => {
    const board = await Board.found();
    await board.project();
    await withoutD1(async () => {
      await board.task("ENS", { title: "Written" });
      await board.send("PATCH", "/tasks/ENS-1", { title: "Read" }, Task);
      expect(await board.titles("ENS")).toBe("Read");
      expect((await board.history("/tasks/ENS-1/activity")).items.map(({ type }) => type)).toEqual([
        "task.updated",
        "task.created",
      ]);
    });
  });

  it("move between two neighbours, with a column by name and tasks by key", async () => {
    const board = await Board.found();
    await board.project();
    const columns = await board.columns("ENS");
    for (const title of ["a", "b", "c"]) await board.task("ENS", { title, columnId: "todo" });
    const moved = await board.send("POST", "/tasks/ENS-3/move", { columnId: "Todo", before: "ENS-1" }, Task);
    expect(moved.columnId).toBe(columns.Todo);
    expect(await board.titles("ENS", "sort=order")).toBe("c a b");
    await board.send("POST", "/projects/ENS/tasks/ENS-1/move", { columnId: columns.Todo, after: "ENS-2" }, Task);
    expect(await board.titles("ENS")).toBe("c b a");
    await board.send("PATCH", "/tasks/ENS-2", { columnId: "done", title: "b!" }, Task);
    expect(await board.titles("ENS")).toBe("c a b!");
    expect(await board.titles("ENS", "sort=-order")).toBe("b! a c");
    const top = await board.task("ENS", { title: "top", columnId: "todo", before: "ENS-3" });
    expect(top.number).toBe(4);
    expect(await board.titles("ENS", "column=todo")).toBe("top c a");
    expect(await board.said("/tasks/ENS-1/move", { body: { columnId: "later" } })).toBe("422 invalid columnId");
    const nowhere = { columnId: "todo", before: "ENS-99" };
    expect(await board.said("/tasks/ENS-1/move", { body: nowhere })).toBe("422 invalid before");
    const both = { columnId: "todo", before: "ENS-3", after: "ENS-4" };
    expect(await board.said("/tasks/ENS-1/move", { body: both })).toBe("422 invalid after");
    expect(await board.said("/tasks/ENS-1", { method: "PATCH", body: { before: "ENS-3" } })).toBe(
      "422 invalid columnId",
    );
  });

  it("keep a limit and a blocker unless forced, and tell that they were", async () => {
    const board = await Board.found();
    await board.project();
    await board.send("PATCH", "/projects/ENS/columns/todo", { wipLimit: 1 }, Column);
    for (const title of ["a", "b"]) await board.task("ENS", { title });
    await board.send("POST", "/tasks/ENS-1/move", { columnId: "todo" }, Task);
    expect(await board.said("/tasks/ENS-2/move", { body: { columnId: "todo" } })).toBe("409 wip_limit");
    await board.send("POST", "/tasks/ENS-2/move", { columnId: "todo", force: true }, Task);
    expect((await board.history("/tasks/ENS-2/activity")).items[0]?.forced).toEqual(["wip_limit"]);

    const related = await board.send("POST", "/tasks/ENS-1/relations", { type: "blocked_by", task: "ENS-2" }, Task);
    const [{ id: second } = { id: "" }] = await board.tasks("ENS", "task=ENS-2");
    expect(related.relations).toEqual([{ type: "blocked_by", taskId: second }]);
    expect(await board.said("/tasks/ENS-1/move", { body: { columnId: "in-progress" } })).toBe("409 blocked");
    const circle = { type: "blocked_by", task: "ENS-1" };
    expect(await board.said("/tasks/ENS-2/relations", { body: circle })).toBe("409 cycle");
    expect(await board.titles("ENS", "blocked=true")).toBe("a");
    expect(await board.said("/tasks/ENS-1/relations/blocked_by/ENS-2", { method: "DELETE" })).toBe("204");
    await board.send("POST", "/tasks/ENS-1/move", { columnId: "in-progress" }, Task);
  });

  it("are found by the key they had in another project, and by a former key of their own", async () => {
    const board = await Board.found();
    await board.project();
    await board.project({ name: "Other", key: "OTH" });
    const task = await board.task("ENS", { title: "Wanderer" });
    const { Todo } = await board.columns("OTH");
    expect(await board.send("POST", "/tasks/ENS-1/move", { columnId: Todo }, Task)).toMatchObject({ key: "OTH-1" });
    await board.send("PATCH", "/projects/OTH", { key: "NEW" }, Project);
    for (const name of ["ENS-1", "OTH-1", "NEW-1", task.id]) {
      expect((await board.get(`/tasks/${name}`, Task)).key).toBe("NEW-1");
    }
    expect(await board.said("/projects/ENS/tasks/ENS-1")).toBe("200");
    expect(await board.said("/projects/ENS/tasks/NEW-1")).toBe("404 not_found");
    expect(await board.said(`/projects/ENS/tasks/${task.id}`)).toBe("404 not_found");
    expect(await board.said("/projects/NEW/tasks/ENS-1")).toBe("200");
    expect((await board.task("ENS", { title: "Next" })).key).toBe("ENS-2");
  });

  it("guard a change by the revision it was made from", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "a" });
    const since = (await board.history("/tasks/ENS-1/activity")).items[0]?.position;
    const patch = (body: object) => board.said("/tasks/ENS-1", { method: "PATCH", body: { ...body, since } });
    expect(await patch({ title: "b" })).toBe("200");
    expect(await patch({ title: "a" })).toBe("409 moved_on");
    expect(await patch({ priority: "high" })).toBe("200");
  });

  it("are followed and unfollowed by whoever reads them", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "a" });
    const viewer = await board.join("viewer");
    const followed = await viewer.send("PUT", "/tasks/ENS-1/followers/me", undefined, Task);
    expect(followed.followers).toContain(viewer.who.id);
    expect(await viewer.said("/tasks/ENS-1/followers/me", { method: "DELETE" })).toBe("204");
    expect((await viewer.get("/tasks/ENS-1", Task)).followers).toEqual([board.who.id]);
  });
});

describe("GET …/projects/:p/tasks", () => {
  it("filters by what is asked, by id, name or key, and says what it does not know", async () => {
    const board = await Board.found();
    await board.project();
    const bug = await board.send("POST", "/projects/ENS/labels", { name: "Bug" }, Label);
    await board.task("ENS", { title: "one", labels: [bug.id], assignees: [board.who.id], dueDate: "2020-01-01" });
    await board.task("ENS", { title: "two", columnId: "done", dueDate: "2020-01-01", parentId: "ENS-1" });
    await board.task("ENS", { title: "three", columnId: "todo", priority: "urgent" });
    await board.send("PATCH", "/tasks/ENS-3", { archived: true }, Task);
    const cases: Record<string, string> = {
      "": "one two",
      "archived=true&sort=number": "one two three",
      "archived=only": "three",
      "column=done,todo": "two",
      "column=Done&column=todo": "two",
      "label=bug": "one",
      [`label=${bug.id}`]: "one",
      "assignee=me": "one",
      "assignee=nobody": "two",
      [`assignee=${board.who.id},nobody`]: "one two",
      "priority=urgent&archived=true": "three",
      "due=overdue": "one",
      "due=none&archived=true": "three",
      "due=any": "one two",
      "due=week": "",
      "dueBefore=2020-01-02&dueAfter=2019-12-31&sort=-number": "two one",
      "q=WO": "two",
      "q=ens-1": "one",
      "parent=ens-1": "two",
      "parent=none": "one",
      "task=ENS-2,ENS-1&sort=number": "one two",
    };
    for (const [query, titles] of Object.entries(cases)) {
      expect([query, await board.titles("ENS", query)]).toEqual([query, titles]);
    }
    const faults: Record<string, string> = {
      "column=later": "query.column",
      "label=bug,none": "query.label",
      "task=ENS-77": "query.task",
      "parent=ENS-77": "query.parent",
      "sort=size": "query.sort",
      "priority=huge": "query.priority.0",
      "dueBefore=tomorrow": "query.dueBefore",
      "blocked=maybe": "query.blocked",
      "updatedSince=now": "query.updatedSince",
      "limit=0": "query.limit",
      "cursor=nonsense": "query.cursor",
    };
    for (const [query, path] of Object.entries(faults)) {
      expect(await board.said(`/projects/ENS/tasks?${query}`)).toBe(`422 invalid ${path}`);
    }
    expect(await board.said("/projects/ENS/tasks?colour=red")).toBe("422 invalid query.colour");
  });

  it("P8.17 goes on where it was left, also when tasks come and go, in the order it began with", async () => {
    const board = await Board.found();
    await board.project();
    for (const title of ["a", "b", "c", "d", "e"]) await board.task("ENS", { title });
    const first = await board.get("/projects/ENS/tasks?limit=2", listOf(Task));
    expect(first.items.map(({ title }) => title).join("")).toBe("ab");
    await board.ask("/tasks/ENS-1", { method: "DELETE" });
    await board.ask("/tasks/ENS-2", { method: "DELETE" });
    await board.task("ENS", { title: "z", before: "ENS-3" });
    const second = await board.get(`/projects/ENS/tasks?limit=9&cursor=${first.next}`, listOf(Task));
    expect(second.items.map(({ title }) => title).join("")).toBe("zcde");
    expect(second.next).toBeNull();
    const other = await board.said(`/projects/ENS/tasks?sort=title&cursor=${first.next}`);
    expect(other).toBe("422 invalid query.cursor");
  });
});

describe("POST …/tasks/bulk", () => {
  it("changes all the tasks named, or none", async () => {
    const board = await Board.found();
    await board.project();
    const columns = await board.columns("ENS");
    for (const title of ["a", "b", "c"]) await board.task("ENS", { title });
    const body = { tasks: ["ENS-2", "ENS-1"], set: { priority: "high" }, columnId: "done" };
    const { items } = await board.send("POST", "/projects/ENS/tasks/bulk", body, Bulk);
    expect(items.map(({ title, priority, columnId }) => [title, priority, columnId])).toEqual([
      ["b", "high", columns.Done],
      ["a", "high", columns.Done],
    ]);
    const changes = [
      { task: "ENS-1", set: { title: "A" } },
      { task: "ENS-3", columnId: "todo" },
    ];
    const each = await board.send("POST", "/tasks/bulk", { changes }, Bulk);
    expect(each.items.map(({ title, columnId }) => [title, columnId])).toEqual([
      ["A", columns.Done],
      ["c", columns.Todo],
    ]);
    await board.send("POST", "/tasks/bulk", { tasks: ["ENS-1", "ENS-3"], archived: true }, Bulk);
    expect(await board.titles("ENS")).toBe("b");
    await board.send("POST", "/tasks/bulk", { tasks: ["ENS-1", "ENS-3"], archived: false, set: { estimate: 1 } }, Bulk);
    expect(await board.titles("ENS", "sort=number")).toBe("A b c");

    const wrong: [object, string][] = [
      [{}, "422 invalid tasks"],
      [{ tasks: ["ENS-1"] }, "422 invalid"],
      [{ tasks: ["ENS-1"], changes }, "422 invalid tasks"],
      [{ changes, archived: true }, "422 invalid changes"],
      [{ tasks: ["ENS-1", "ENS-9"], set: { title: "x" } }, "404 not_found"],
      [{ tasks: ["ENS-1", "ENS-2"], columnId: "later" }, "422 invalid columnId"],
      [{ tasks: ["ENS-1", "ENS-2"], set: { labels: ["none"] } }, "422 invalid set.labels.0"],
      [
        { changes: [changes[0], { task: "ENS-2", set: { assignees: ["eve"] } }] },
        "422 invalid changes.1.set.assignees.0",
      ],
      [{ tasks: ["ENS-1"], set: { size: 1 } }, "422 invalid set.size"],
    ];
    for (const [asked, answer] of wrong) expect(await board.said("/tasks/bulk", { body: asked })).toBe(answer);
    expect((await board.get("/tasks/ENS-1", Task)).title).toBe("A");
    expect(await board.said("/tasks/bulk")).toMatch(/^(404|422)/);
  });
});

describe("wrong input about a board", () => {
  it("P7.14 is answered with the place of each fault", async () => {
    const board = await Board.found();
    await board.project();
    await board.task("ENS", { title: "a" });
    const stranger = await signUp("Eve");
    const cases: [string, string, unknown, string][] = [
      ["POST", "/projects", { name: "" }, "422 invalid name"],
      ["POST", "/projects", { name: "x", key: "ens" }, "422 invalid key"],
      ["POST", "/projects", { name: "x", key: "ENS" }, "409 conflict key"],
      ["POST", "/projects", { name: "x", before: "nothing" }, "422 invalid before"],
      ["PATCH", "/projects/ENS", {}, "422 invalid"],
      ["PATCH", "/projects/ENS", { colour: "red" }, "422 invalid colour"],
      ["POST", "/projects/ENS/tasks", {}, "422 invalid title"],
      ["POST", "/projects/ENS/tasks", { title: "x".repeat(256) }, "422 invalid title"],
      ["POST", "/projects/ENS/tasks", { title: "x", columnId: "later" }, "422 invalid columnId"],
      ["POST", "/projects/ENS/tasks", { title: "x", assignees: [stranger.id] }, "422 invalid assignees.0"],
      ["POST", "/projects/ENS/tasks", { title: "x", labels: ["a", "b"] }, "422 invalid labels.0 labels.1"],
      ["POST", "/projects/ENS/tasks", { title: "x", fields: { none: 1 } }, "422 invalid fields.none"],
      ["POST", "/projects/ENS/tasks", { title: "x", parentId: "ENS-9" }, "422 invalid parentId"],
      ["POST", "/projects/ENS/tasks", { title: "x", dueDate: "24.12.2026" }, "422 invalid dueDate"],
      ["PATCH", "/tasks/ENS-1", { addAssignees: [stranger.id], estimate: -1 }, "422 invalid estimate"],
      ["PATCH", "/tasks/ENS-1", { addAssignees: [stranger.id] }, "422 invalid addAssignees.0"],
      ["POST", "/projects/ENS/tasks", { title: "x", colour: "#ffffff", id: "mine" }, "422 invalid colour id"],
      ["PATCH", "/tasks/ENS-1", { status: "done" }, "422 invalid status"],
      ["POST", "/tasks/ENS-1/move", { columnId: "todo", index: 3 }, "422 invalid index"],
      ["PATCH", "/tasks/ENS-1", { parentId: "ENS-1" }, "409 cycle"],
      ["POST", "/tasks/ENS-1/relations", { type: "likes", task: "ENS-1" }, "422 invalid type"],
      ["POST", "/tasks/ENS-1/relations", { type: "blocks", task: "ENS-1" }, "422 invalid"],
      ["POST", "/tasks/ENS-1/relations", { type: "blocks", task: "ENS-9" }, "404 not_found"],
    ];
    for (const [method, path, body, answer] of cases) {
      expect([method, path, body, await board.said(path, { method, body })]).toEqual([method, path, body, answer]);
    }
    expect(await board.titles("ENS")).toBe("a");
  });
});

describe("P5 a guest over HTTP", () => {
  it("P5.28 finds the projects named to them, and of the others not even that they are there", async () => {
    const board = await Board.found();
    const [mine, other] = [await board.project(), await board.project({ name: "Other", key: "OTH" })];
    await board.task("ENS", { title: "Mine" });
    const hidden = await board.task("OTH", { title: "Hidden" });
    const guest = await board.join("guest", [mine.id]);
    expect((await guest.get("/projects?archived=true", listOf(Project))).items.map(({ key }) => key)).toEqual(["ENS"]);
    expect((await guest.task("ENS", { title: "Theirs" })).key).toBe("ENS-2");
    expect(await guest.titles("ENS")).toBe("Mine Theirs");
    const bodies: [string, string, unknown?][] = [
      ["GET", "/projects/OTH"],
      ["PATCH", "/projects/OTH", { name: "x" }],
      ["DELETE", `/projects/${other.id}`],
      ["GET", "/projects/OTH/tasks"],
      ["POST", "/projects/OTH/tasks", { title: "x" }],
      ["GET", "/projects/OTH/columns"],
      ["POST", "/projects/OTH/labels", { name: "x" }],
      ["GET", "/tasks/OTH-1"],
      ["GET", `/tasks/${hidden.id}`],
      ["GET", `/projects/ENS/tasks/${hidden.id}`],
      ["PATCH", "/tasks/OTH-1", { title: "x" }],
      ["POST", "/tasks/OTH-1/move", { columnId: "done" }],
      ["POST", "/tasks/bulk", { tasks: ["ENS-1", "OTH-1"], set: { title: "x" } }],
      ["POST", "/tasks/ENS-1/relations", { type: "blocks", task: "OTH-1" }],
      ["PUT", "/tasks/OTH-1/followers/me"],
      ["GET", "/tasks/OTH-1/activity"],
      ["GET", "/tasks/OTH-1/description"],
      ["POST", "/tasks/OTH-1/description"],
      ["DELETE", "/tasks/OTH-1"],
      ["GET", "/activity?project=OTH"],
    ];
    for (const [method, path, body] of bodies) {
      expect([method, path, await guest.said(path, { method, body })]).toEqual([method, path, "404 not_found"]);
    }
    const { Todo } = await board.columns("OTH");
    const cases: [string, unknown, string][] = [
      ["/tasks/ENS-1/move", { columnId: Todo }, "422 invalid columnId"],
      ["/tasks/ENS-1/move", { columnId: "todo", before: "OTH-1" }, "422 invalid before"],
      ["/projects/ENS/tasks", { title: "x", parentId: hidden.id }, "422 invalid parentId"],
    ];
    for (const [path, body, answer] of cases) expect(await guest.said(path, { body })).toBe(answer);
    expect(await guest.said("/projects", { body: { name: "New" } })).toBe("403 forbidden");
    expect((await board.get("/tasks/OTH-1", Task)).title).toBe("Hidden");
  });

  it("P5.9 a project or task of another workspace is not found, also by one who is in both", async () => {
    const here = await Board.found();
    const founded = await call("/api/workspaces", { body: { name: "There" }, token: here.who.token });
    const { id } = z.object({ id: z.string() }).parse(await founded.json());
    const there = new Board(here.who, `/api/workspaces/${id}`);
    const project = await there.project();
    const task = await there.task("ENS", { title: "There" });
    for (const path of ["/projects/ENS", `/projects/${project.id}`, "/tasks/ENS-1", `/tasks/${task.id}`]) {
      for (const method of ["GET", "DELETE"]) expect(await here.said(path, { method })).toBe("404 not_found");
    }
    expect(await there.said("/tasks/ENS-1")).toBe("200");
  });
});
