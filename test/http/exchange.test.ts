/** Tasks brought in from files, and everything taken out: over HTTP, as people and programs do it. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { unzipSync } from "fflate";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import {
  ImportPreview,
  ImportReport,
  WorkspaceExport,
} from "../../durable-objects/workspace/board/exchange/protocol.ts";
import { Column, Label, Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import { InvitationMade, Page, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { exportKey } from "../../worker/files/exports.ts";
import { runJobs } from "../../worker/jobs/jobs.ts";
import { type Account, call, callWith, problemIn, signUp } from "./client.ts";

interface Place {
  owner: Account;
  workspace: string;
  /** The path of the project. */
  at: string;
  project: Project;
}

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

async function newWorkspace(name = "Acme"): Promise<{ owner: Account; workspace: string }> {
  const owner = await signUp("Ada");
  const answer = await call("/api/workspaces", { body: { name }, token: owner.token });
  return { owner, workspace: WorkspaceView.parse(await answer.json()).id };
}

async function newProject(
  { owner, workspace }: Pick<Place, "owner" | "workspace">,
  name = "Engine",
  key = "ENG",
): Promise<Place> {
  const body = { name, key };
  const answer = await call(`/api/workspaces/${workspace}/projects`, { body, token: owner.token });
  expect(answer.status).toBe(201);
  const project = Project.parse(await answer.json());
  return { owner, workspace, at: `/api/workspaces/${workspace}/projects/${project.id}`, project };
}

const place = async () => newProject(await newWorkspace());

async function join(
  { owner, workspace }: Pick<Place, "owner" | "workspace">,
  role: string,
  name = role,
  grants?: object[],
) {
  const body = grants ? { role, grants } : { role };
  const answer = await call(`/api/workspaces/${workspace}/invitations`, { body, token: owner.token });
  const { token } = InvitationMade.parse(await answer.json());
  const who = await signUp(name);
  expect((await call(`/api/invitations/${token}/accept`, { method: "POST", token: who.token })).status).toBe(200);
  return who;
}

async function send({ at, owner }: Place, body: object, who: Account = owner): Promise<Response> {
  return callWith({ RATE_LIMITS: "off" }, `${at}/imports`, { body, token: who.token });
}

/** Imports, which must be possible. */
async function bring(
  to: Place,
  csv: string,
  mapping: Record<string, string>,
  more: object = {},
): Promise<ImportReport> {
  const answer = await send(to, { csv, mapping, mode: "apply", ...more });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return ImportReport.parse(await answer.json());
}

async function tasksOf({ at, owner }: Place): Promise<Task[]> {
  const tasks: Task[] = [];
  for (let cursor = ""; ; ) {
    const answer = await call(`${at}/tasks?limit=200${cursor}`, { token: owner.token });
    const page = listOf(z.looseObject(Task.shape)).parse(await answer.json());
    tasks.push(...page.items);
    if (page.next === null) return tasks.sort((a, b) => a.number - b.number);
    cursor = `&cursor=${page.next}`;
  }
}

async function partsOf({ at, owner }: Place): Promise<{ columns: Column[]; labels: Label[] }> {
  const columns = await call(`${at}/columns?limit=200`, { token: owner.token });
  const labels = await call(`${at}/labels?limit=200`, { token: owner.token });
  return {
    columns: listOf(Column).parse(await columns.json()).items,
    labels: listOf(Label).parse(await labels.json()).items,
  };
}

async function textOf({ workspace, owner }: Place, task: Task | undefined): Promise<string> {
  const path = `/api/workspaces/${workspace}/tasks/${task?.id}/description`;
  return (await call(path, { token: owner.token, headers: { accept: "text/markdown" } })).text();
}

/** The room's event head and rows written by everything so far: what says whether anything was written. */
function weight({ workspace }: Place): Promise<number> {
  return runInDurableObject(env.WORKSPACE.getByName(workspace), (_, { storage }) => {
    return storage.sql.exec<{ newest: number }>("SELECT max(position) AS newest FROM events").one().newest;
  });
}

async function download({ at, owner }: Place, query: string, who: Account = owner): Promise<Response> {
  return callWith({ RATE_LIMITS: "off" }, `${at}/export?${query}`, { token: who.token });
}

const TITLE = { Title: "title" };
const WITH_ID = { ID: "externalId", Title: "title" };

afterEach(() => vi.restoreAllMocks());

describe("import", () => {
  it("P3.20 a dry run answers what an import would do, and changes nothing", async () => {
    const to = await place();
    const csv = 'ID,Title,Stage,Tags,Parent,Body\n1,One,Doing it,x,,# Hi\n2,Two,Doing it,"x,y",1,\n3,,,,,\n';
    const mapping = { ...WITH_ID, Stage: "column", Tags: "labels", Parent: "parent", Body: "description" };
    const missing = { columns: "create", labels: "create" };
    const before = [await weight(to), await partsOf(to)];
    const dry = ImportReport.parse(await (await send(to, { csv, mapping, missing, mode: "dry_run" })).json());
    expect([await weight(to), await partsOf(to)]).toEqual(before);
    expect(await tasksOf(to)).toEqual([]);
    expect(dry).toMatchObject({ mode: "dry_run", rows: 3, created: 2, failed: 1 });
    expect(dry.creates).toEqual({ columns: ["Doing it"], labels: ["x", "y"] });
    expect(dry.errors).toEqual([{ row: 4, message: "“Title”: It has no title" }]);
    const real = await bring(to, csv, mapping, { missing });
    expect(real).toEqual({ ...dry, mode: "apply" });
  });

  it("brings every field in, with names made where that is asked for, as one event", async () => {
    const to = await place();
    const mia = await join(to, "member", "Mia");
    const csv = [
      "ID;Title;Body;Stage;Tags;Who;Prio;Start;Due;Points;Steps;Parent;Blocks",
      `A1;"Héllo; ""שלום"" 🌍";"# Big\n\n- [ ] do\n- [x] done";In QA;"ux, ""a,b""";${mia.email};Highest;2026-11-01;21/Nov/26 3:04 PM;2,5;"[x] one\ntwo";;A2`,
      "A2;Sub;;In QA;ux;Mia;p2;;;;;A1;",
    ].join("\r\n");
    const report = await bring(
      to,
      `\ufeff${csv}`,
      {
        ...WITH_ID,
        Body: "description",
        Stage: "column",
        Tags: "labels",
        Who: "assignees",
        Prio: "priority",
        Start: "startDate",
        Due: "dueDate",
        Points: "estimate",
        Steps: "checklist",
        Parent: "parent",
        Blocks: "blocks",
      },
      { missing: { columns: "create", labels: "create" } },
    );
    expect(report).toMatchObject({ rows: 2, created: 2, errors: [], warnings: [] });
    const { columns, labels } = await partsOf(to);
    const [one, two] = await tasksOf(to);
    const column = columns.find(({ name }) => name === "In QA");
    expect(column?.kind).toBe("review");
    const named = labels.map(({ name }) => name);
    expect(named).toEqual(expect.arrayContaining(["ux", "a,b"]));
    expect(one).toMatchObject({
      title: 'Héllo; "שלום" 🌍',
      columnId: column?.id,
      assignees: [mia.id],
      priority: "urgent",
      startDate: "2026-11-01",
      dueDate: "2026-11-21",
      estimate: 2.5,
      relations: [{ type: "blocks", taskId: two?.id }],
      createdBy: to.owner.id,
    });
    expect(one?.checklist.map(({ text, done }) => [text, done])).toEqual([
      ["one", true],
      ["two", false],
    ]);
    expect(two).toMatchObject({ parentId: one?.id, assignees: [mia.id], priority: "medium" });
    expect(await textOf(to, one)).toContain("# Big");
    const events = await runInDurableObject(env.WORKSPACE.getByName(to.workspace), (_, { storage }) =>
      storage.sql
        .exec<{ type: string }>(
          "SELECT type FROM events WHERE stream = ? ORDER BY position",
          `project:${to.project.id}`,
        )
        .toArray()
        .map(({ type }) => type),
    );
    // One for the rows, one for what they say of each other.
    expect(events.filter((type) => type.startsWith("task."))).toEqual(["task.imported", "task.imported"]);
  });

  it("P3.21 the same file again writes nothing, and of a changed row sets only what it says otherwise", async () => {
    const to = await place();
    const mapping = {
      ...WITH_ID,
      Prio: "priority",
      Due: "dueDate",
      Body: "description",
      Parent: "parent",
      Blocks: "blocks",
    };
    const rows = (prio: string) =>
      `ID,Title,Prio,Due,Body,Parent,Blocks\n1,One,${prio},2026-01-01,Text,,2\n2,Two,low,,,1,\n3,Three,,,,,\n`;
    await bring(to, rows("high"), mapping);
    const [one] = await tasksOf(to);
    const patch = { method: "PATCH", body: { title: "Mine", dueDate: "2027-07-07" }, token: to.owner.token };
    expect((await call(`/api/workspaces/${to.workspace}/tasks/${one?.id}`, patch)).status).toBe(200);
    const before = [await weight(to), await tasksOf(to)];
    expect(await bring(to, rows("high"), mapping)).toMatchObject({ created: 0, updated: 0, unchanged: 3, failed: 0 });
    expect([await weight(to), await tasksOf(to)]).toEqual(before);
    expect(await bring(to, rows("urgent"), mapping)).toMatchObject({ updated: 1, unchanged: 2 });
    const [changed] = await tasksOf(to);
    expect(changed).toMatchObject({ title: "Mine", dueDate: "2027-07-07", priority: "urgent" });
  });

  it("knows rows without an external id by what they say, and how often they say it", async () => {
    const to = await place();
    expect(await bring(to, "Title\nA\nA\nB\n", TITLE)).toMatchObject({ created: 3 });
    expect(await bring(to, "Title\nB\nA\nA\nA\nC\n", TITLE)).toMatchObject({ created: 2, unchanged: 3 });
    expect((await tasksOf(to)).map(({ title }) => title)).toEqual(["A", "A", "B", "A", "C"]);
  });

  it("makes a task anew that was deleted, and leaves one that went to another project", async () => {
    const here = await place();
    const there = await newProject(here, "Other", "OTH");
    await bring(here, "ID,Title\n1,Gone\n2,Moved\n", WITH_ID);
    const [gone, moved] = await tasksOf(here);
    const tasks = `/api/workspaces/${here.workspace}/tasks`;
    const token = here.owner.token;
    expect((await call(`${tasks}/${gone?.id}`, { method: "DELETE", token })).status).toBe(204);
    const { columns } = await partsOf(there);
    expect((await call(`${tasks}/${moved?.id}/move`, { body: { columnId: columns[0]?.id }, token })).status).toBe(200);
    const report = await bring(here, "ID,Title\n1,Gone\n2,Renamed\n", WITH_ID);
    expect(report).toMatchObject({ created: 1, updated: 0, unchanged: 1 });
    expect(report.errors).toEqual([{ row: 3, message: "OTH-1, which it became, is in another project now" }]);
    expect((await tasksOf(there))[0]?.title).toBe("Moved");
  });

  it("tells what it cannot bring in, cell by cell and row by row, and brings the rest", async () => {
    const to = await place();
    const csv = [
      "ID,Title,Stage,Tags,Who,Prio,Due,Points,Parent",
      "1,One,Nowhere,new,nobody@example.com,someday,03/04/2026,many,99",
      "2,,,,,,,,",
      "2b,Fine,todo,,,,,,",
      "2b,Again,,,,,,,",
      '4,"never closed',
    ].join("\n");
    const mapping = {
      ...WITH_ID,
      Stage: "column",
      Tags: "labels",
      Who: "assignees",
      Prio: "priority",
      Due: "dueDate",
      Points: "estimate",
      Parent: "parent",
    };
    const report = await bring(to, csv, mapping);
    expect(report).toMatchObject({ rows: 5, created: 2, failed: 3 });
    expect(report.errors.map(({ row, column }) => `${row} ${column ?? "row"}`).sort()).toEqual(
      ["2 Stage", "2 Tags", "2 Who", "2 Prio", "2 Due", "2 Points", "2 Parent", "3 row", "5 row", "6 row"].sort(),
    );
    const [one] = await tasksOf(to);
    expect(one).toMatchObject({ title: "One", labels: [], assignees: [], dueDate: null, priority: "none" });
    // What was missing may be there the next time.
    const again = await bring(to, csv, mapping, {
      missing: { columns: "create", labels: "create" },
      dates: "day_first",
    });
    expect(again).toMatchObject({ updated: 1, creates: { columns: ["Nowhere"], labels: ["new"] } });
    expect((await tasksOf(to))[0]).toMatchObject({ dueDate: "2026-04-03", labels: [expect.any(String)] });
  });

  it("reports cycles and columns beyond their limit, and does not stop for them", async () => {
    const to = await place();
    const { columns } = await partsOf(to);
    const patch = { method: "PATCH", body: { wipLimit: 1 }, token: to.owner.token };
    expect((await call(`${to.at}/columns/${columns[0]?.id}`, patch)).status).toBe(200);
    const stage = columns[0]?.name ?? "";
    const csv = `ID,Title,Stage,Blocks,Parent\n1,A,${stage},2,\n2,B,${stage},3,1\n3,C,${stage},1,2\n`;
    const mapping = { ...WITH_ID, Stage: "column", Blocks: "blocks", Parent: "parent" };
    for (const mode of ["dry_run", "apply"]) {
      const report = await bring(to, csv, mapping, { mode });
      expect(report).toMatchObject({ created: 3, warnings: [expect.stringContaining(stage)] });
      expect(report.errors.map(({ row, column }) => [row, column]).sort()).toEqual([
        [4, "Blocks"],
        [4, "Parent"],
      ]);
    }
  });

  it("refuses a mapping that does not fit, a file that is too large, and whoever may not write here", async () => {
    const to = await place();
    const status = async (answer: Promise<Response>) => {
      const response = await answer;
      return response.ok ? String(response.status) : `${response.status} ${(await problemIn(response)).code}`;
    };
    const body = { csv: "Title\nA\n", mapping: TITLE, mode: "apply" };
    expect(await status(send(to, { ...body, mapping: { Nope: "title" } }))).toBe("422 invalid");
    expect(await status(send(to, { ...body, mapping: { ...TITLE, Title: "field:Nope" } }))).toBe("422 invalid");
    expect(await status(send(to, { ...body, csv: `Title\n${"x".repeat(5_000_001)}` }))).toBe("413 too_large");
    expect(await status(send(to, { ...body, mode: "maybe" }))).toBe("422 invalid");
    const [viewer, guest, outsider] = [
      await join(to, "viewer"),
      await join(to, "guest", "Gus", []),
      await signUp("Eve"),
    ];
    const granted = await join(to, "guest", "Gina", [{ kind: "project", id: to.project.id }]);
    expect(await status(send(to, body, viewer))).toBe("403 forbidden");
    expect(await status(send(to, body, guest))).toBe("404 not_found");
    expect(await status(send(to, body, outsider))).toBe("404 not_found");
    expect(await tasksOf(to)).toEqual([]);
    expect(await status(send(to, body, granted))).toBe("200");
  });

  it("brings custom fields by their names and as their types have them, and gives them out again", async () => {
    const to = await place();
    const option = { id: "o-1", name: "Big, really", colour: "#5e6ad2" };
    for (const field of [
      { name: "Sprint", type: "text" },
      { name: "Cost", type: "number" },
      { name: "Seen", type: "date" },
      { name: "Size", type: "select", options: [option] },
    ]) {
      expect((await call(`${to.at}/fields`, { body: field, token: to.owner.token })).status).toBe(201);
    }
    const csv = 'Title,sprint,Cost,Seen,Size\nA,=S1,"-1,5",21.11.2026,"big, really"\nB,,lots,soon,tiny\n';
    const preview = await call(`${to.at}/imports/preview`, { body: { csv }, token: to.owner.token });
    const { mapping } = ImportPreview.parse(await preview.json());
    const own = { sprint: "field:Sprint", Cost: "field:Cost", Seen: "field:Seen", Size: "field:Size" };
    expect(mapping).toEqual({ ...TITLE, ...own });
    const report = await bring(to, csv, mapping);
    expect(report.errors.map(({ row, column }) => [row, column])).toEqual([
      [3, "Cost"],
      [3, "Seen"],
      [3, "Size"],
    ]);
    const [a, b] = await tasksOf(to);
    expect(Object.values(a?.fields ?? {}).sort()).toEqual(["=S1", "2026-11-21", -1.5, "o-1"].sort());
    expect(b?.fields).toEqual({});
    const out = await (await download(to, "format=csv")).text();
    expect(out).toContain("Field: Sprint,Field: Cost,Field: Seen,Field: Size");
    expect(out).toContain('\'=S1,-1.5,2026-11-21,"Big, really"');
  });

  it("shows what a file holds and what its columns are probably meant for", async () => {
    const to = await place();
    const csv = "Summary;Issue key;Status\nOne;J-1;Done\nTwo;J-2;Open\n";
    const answer = await call(`${to.at}/imports/preview`, { body: { csv }, token: to.owner.token });
    expect(ImportPreview.parse(await answer.json())).toEqual({
      delimiter: ";",
      header: ["Summary", "Issue key", "Status"],
      rows: 2,
      first: [
        ["One", "J-1", "Done"],
        ["Two", "J-2", "Open"],
      ],
      source: "jira",
      mapping: { Summary: "title", "Issue key": "externalId", Status: "column" },
    });
  });
});

describe("export of a project", () => {
  const FULL = [
    "ID,Title,Body,Stage,Tags,Who,Prio,Due,Steps,Parent,Blocks",
    '1,"=HYPERLINK(""http://x"")","Some *text*",todo,"a, ""b,c""",Mia,high,2026-01-02,"[x] one\n[ ] two",,2',
    "2,'=already quoted,,done,,,,,,1,",
    "3,-5,,todo,,,,,,,",
    "4,@שלום 🌍,,todo,,,,,,,",
  ].join("\n");
  const MAPPING = {
    ...WITH_ID,
    Body: "description",
    Stage: "column",
    Tags: "labels",
    Who: "assignees",
    Prio: "priority",
    Due: "dueDate",
    Steps: "checklist",
    Parent: "parent",
    Blocks: "blocks",
  };

  async function filled(): Promise<Place> {
    const from = await place();
    await join(from, "member", "Mia");
    const report = await bring(from, FULL, MAPPING, { missing: { columns: "report", labels: "create" } });
    expect(report).toMatchObject({ created: 4, errors: [] });
    return from;
  }

  /** What of a task is not its project's. */
  function essence(tasks: readonly Task[], { labels, columns }: { labels: Label[]; columns: Column[] }) {
    const number = (id: string | null) => tasks.find((task) => task.id === id)?.number ?? null;
    return tasks.map((task) => ({
      title: task.title,
      column: columns.find(({ id }) => id === task.columnId)?.name,
      labels: task.labels.map((id) => labels.find((label) => label.id === id)?.name),
      assignees: task.assignees,
      priority: task.priority,
      dueDate: task.dueDate,
      checklist: task.checklist.map(({ text, done }) => ({ text, done })),
      isArchived: task.archivedAt !== null,
      parent: number(task.parentId),
      relations: task.relations.map(({ type, taskId }) => ({ type, number: number(taskId) })),
    }));
  }

  /** All tasks, archived ones too. */
  async function wholeOf(from: Place): Promise<Task[]> {
    return z.object({ tasks: z.array(Task) }).parse(await (await download(from, "format=json")).json()).tasks;
  }

  it("P7.16 a project's CSV holds no formula, and read back it makes the same tasks", async () => {
    const from = await filled();
    const [, , third] = await tasksOf(from);
    const archive = { method: "PATCH", body: { archived: true }, token: from.owner.token };
    expect((await call(`/api/workspaces/${from.workspace}/tasks/${third?.id}`, archive)).status).toBe(200);
    const answer = await download(from, "format=csv&descriptions=markdown");
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toContain('attachment; filename="ENG Engine.csv"');
    const csv = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(await answer.arrayBuffer());
    expect(csv.startsWith("\ufeffEnsemble ID,Key,Title,")).toBe(true);
    expect(csv).not.toMatch(/(?:^|[,\n"])[=+@]/);
    const preview = await call(`${from.at}/imports/preview`, { body: { csv }, token: from.owner.token });
    const { mapping, source } = ImportPreview.parse(await preview.json());
    expect(source).toBe("ensemble");

    const before = [await weight(from), await wholeOf(from)];
    expect(await bring(from, csv, mapping)).toMatchObject({ created: 0, updated: 0, unchanged: 4, errors: [] });
    expect([await weight(from), await wholeOf(from)]).toEqual(before);

    const into = await newProject(from, "Copy", "CPY");
    const report = await bring(into, csv, mapping, { missing: { columns: "create", labels: "create" } });
    expect(report).toMatchObject({ created: 4, errors: [] });
    const [was, is] = [await wholeOf(from), await wholeOf(into)];
    expect(essence(is, await partsOf(into))).toEqual(essence(was, await partsOf(from)));
    expect(is.map(({ title }) => title)).toEqual(['=HYPERLINK("http://x")', "=already quoted", "-5", "@שלום 🌍"]);
    expect(await textOf(into, is[0])).toBe(await textOf(from, was[0]));
    expect(await bring(into, csv, mapping)).toMatchObject({ unchanged: 4 });
  });

  it("takes a changed cell of its own CSV over, and nothing else", async () => {
    const from = await filled();
    const csv = await (await download(from, "format=csv")).text();
    const mapping = { "Ensemble ID": "externalId", Title: "title", Priority: "priority", Labels: "labels" };
    expect(await bring(from, csv.replace(",high,", ",low,"), mapping)).toMatchObject({ updated: 1, unchanged: 3 });
    const [one] = await tasksOf(from);
    expect(one).toMatchObject({ priority: "low", dueDate: "2026-01-02" });
  });

  it("gives all of a project as JSON, archived tasks and descriptions too when they are wanted", async () => {
    const from = await filled();
    const [, , third] = await tasksOf(from);
    const archive = { method: "PATCH", body: { archived: true }, token: from.owner.token };
    expect((await call(`/api/workspaces/${from.workspace}/tasks/${third?.id}`, archive)).status).toBe(200);
    const Shape = z.object({
      format: z.literal("ensemble.project/1"),
      project: Project,
      columns: z.array(Column),
      labels: z.array(Label),
      tasks: z.array(z.looseObject({ ...Task.shape, description: z.string().optional() })),
    });
    const all = Shape.parse(await (await download(from, "descriptions=markdown")).json());
    expect(all.tasks.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(all.tasks[0]?.description).toContain("Some *text*");
    const open = Shape.parse(await (await download(from, "format=json&tasks=open")).json());
    expect(open.tasks.map(({ number }) => number)).toEqual([1, 2, 4]);
    expect(open.tasks[0]).not.toHaveProperty("description");
    const [viewer, guest] = [await join(from, "viewer"), await join(from, "guest", "Gus", [])];
    expect((await download(from, "format=csv", viewer)).status).toBe(200);
    expect((await download(from, "format=csv", guest)).status).toBe(404);
  });
});

describe("export of a workspace", () => {
  const room = (workspace: string) => env.WORKSPACE.getByName(workspace);

  async function ask({ owner, workspace }: Place, who: Account = owner): Promise<Response> {
    return call(`/api/workspaces/${workspace}/exports`, { method: "POST", token: who.token });
  }

  async function exportOf({ owner, workspace }: Place, id: string): Promise<WorkspaceExport> {
    const answer = await call(`/api/workspaces/${workspace}/exports/${id}`, { token: owner.token });
    return WorkspaceExport.parse(await answer.json());
  }

  /** Lets the job's time come until the export is over or waits for something. */
  async function work(from: Place, id: string): Promise<WorkspaceExport> {
    await runInDurableObject(room(from.workspace), (_, { storage }) => {
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'export'");
    });
    await runDurableObjectAlarm(room(from.workspace));
    return exportOf(from, id);
  }

  async function requested(from: Place): Promise<string> {
    const answer = await ask(from);
    expect(answer.status).toBe(202);
    return WorkspaceExport.parse(await answer.json()).id;
  }

  const fetchFile = ({ workspace, owner }: Place, id: string, who: Account = owner) =>
    call(`/api/workspaces/${workspace}/exports/${id}/file`, { token: who.token });

  async function archiveOf(from: Place, id: string): Promise<Record<string, string>> {
    const answer = await fetchFile(from, id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/zip");
    const entries = Object.entries(unzipSync(new Uint8Array(await answer.arrayBuffer())));
    return Object.fromEntries(entries.map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
  }

  async function filled(): Promise<Place> {
    const from = await place();
    await bring(from, "ID,Title,Body\n1,One,# One\n2,Two,\n", { ...WITH_ID, Body: "description" });
    const body = { title: "Notes / plans" };
    const made = await call(`/api/workspaces/${from.workspace}/pages`, { body, token: from.owner.token });
    const page = Page.parse(await made.json());
    const put = { method: "PUT", body: { markdown: "Hello" }, token: from.owner.token };
    const content = `/api/workspaces/${from.workspace}/pages/${page.id}/content`;
    expect((await call(content, put)).status).toBe(200);
    const empty = { body: { title: "Nothing yet" }, token: from.owner.token };
    expect((await call(`/api/workspaces/${from.workspace}/pages`, empty)).status).toBe(201);
    return from;
  }

  /** What was said, as one file of an archive has it. */
  const texts = (archive: Record<string, string>, file = "") =>
    (archive[file] ?? "")
      .split("\n")
      .filter(Boolean)
      .map((line) => z.object({ text: z.string() }).parse(JSON.parse(line)).text);

  /**
   * Something is said in the channel of everyone, about a task, and in a private conversation; of calls in the first and the
   * last it answers the chats.
   */
  async function talk({ owner, workspace }: Place): Promise<string[]> {
    const ask = async (method: string, path: string, body?: object) =>
      (await call(`/api/workspaces/${workspace}${path}`, { method, body, token: owner.token })).json();
    const Made = z.object({ id: z.string() });
    const { items } = listOf(Made).parse(await ask("GET", "/conversations"));
    const secret = Made.parse(await ask("POST", "/conversations", { kind: "private", name: "Secret" }));
    const discussion = Made.parse(await ask("PUT", "/tasks/ENG-1/discussion"));
    for (const [id, text] of [
      [items[0]?.id, "Hello all"],
      [secret.id, "Between us"],
      [discussion.id, "About it"],
    ]) {
      Made.parse(await ask("POST", `/conversations/${id}/messages`, { text }));
    }
    const chats: string[] = [];
    for (const [conversation, title] of [
      [items[0]?.id, "Open call"],
      [secret.id, "Secret call"],
    ]) {
      const made = Made.parse(await ask("POST", "/calls", { title, about: { type: "conversation", conversation } }));
      chats.push(Made.parse(await ask("PUT", `/calls/${made.id}/discussion`)).id);
    }
    return chats;
  }

  it("P1.22 holds projects, descriptions, pages, what was said in the open, members and events in one archive", async () => {
    const from = await filled();
    const [openChat = "", secretChat = ""] = await talk(from);
    const id = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, id)).status).toBe("done"), { timeout: 20_000 });
    const archive = await archiveOf(from, id);
    const names = Object.keys(archive).sort();
    expect(names.filter((name) => !/^(pages|conversations)\//.test(name))).toEqual(
      [
        "activity.jsonl",
        "members.json",
        "projects/ENG/descriptions/ENG-1.md",
        "projects/ENG/project.json",
        "projects/ENG/tasks.csv",
        "workspace.json",
      ].sort(),
    );
    expect(
      texts(
        archive,
        names.find((name) => name.startsWith("conversations/general-")),
      ),
    ).toContain("Hello all");
    expect(
      texts(
        archive,
        names.find((name) => name.startsWith("conversations/eng-1-")),
      ),
    ).toEqual(["About it"]);
    expect(JSON.stringify(archive)).not.toMatch(/secret|between us/i);
    expect(archive["activity.jsonl"]).toContain(openChat);
    expect(archive["activity.jsonl"]).not.toContain(secretChat);
    const page = names.find((name) => name.startsWith("pages/notes-plans-"));
    expect(archive[page ?? ""]).toBe("Hello\n");
    const { pages, calls } = z
      .object({
        pages: z.array(z.object({ file: z.string() })),
        calls: z.array(z.object({ title: z.string() })),
      })
      .parse(JSON.parse(archive["workspace.json"] ?? ""));
    expect(calls.map(({ title }) => title)).toEqual(["Open call"]);
    expect(names.filter((name) => name.startsWith("pages/"))).toEqual(pages.map(({ file }) => file).sort());
    expect(pages.map(({ file }) => archive[file]).sort()).toEqual(["", "Hello\n"]);
    expect(archive["projects/ENG/descriptions/ENG-1.md"]).toBe("# One\n");
    expect(JSON.parse(archive["projects/ENG/project.json"] ?? "")).toMatchObject({
      tasks: [{ title: "One" }, { title: "Two" }],
    });
    expect(archive["projects/ENG/tasks.csv"]).toContain("ENG-2,Two");
    expect(JSON.parse(archive["members.json"] ?? "")).toMatchObject({
      members: [{ email: from.owner.email, role: "owner" }],
    });
    const events = (archive["activity.jsonl"] ?? "")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(events.map(({ type }) => type)).toContain("task.imported");
    expect(events.map(({ stream }) => stream)).not.toContain("owed");
    const audit = await call(`/api/workspaces/${from.workspace}/audit`, { token: from.owner.token });
    const acts = listOf(z.object({ act: z.string() })).parse(await audit.json()).items;
    expect(acts.map(({ act }) => act)).toEqual(
      expect.arrayContaining(["workspace.export", "workspace.export_fetched"]),
    );
  });

  it("P5.33 is for owners and admins alone: nobody else may ask for one, see one or fetch one", async () => {
    const from = await filled();
    const id = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, id)).status).toBe("done"), { timeout: 20_000 });
    const [member, admin, outsider] = [await join(from, "member"), await join(from, "admin"), await signUp("Eve")];
    for (const [who, status] of [
      [member, 403],
      [outsider, 404],
    ] as const) {
      expect((await ask(from, who)).status).toBe(status);
      expect((await fetchFile(from, id, who)).status).toBe(status);
      expect((await call(`/api/workspaces/${from.workspace}/exports`, { token: who.token })).status).toBe(status);
    }
    expect((await fetchFile(from, id, admin)).status).toBe(200);
    const other = await place();
    expect((await fetchFile(other, id)).status).toBe(404);
  });

  it("P9.22 with R2 down it says so, and is finished when R2 is back", async () => {
    const from = await filled();
    const bucket: R2Bucket = Object.getPrototypeOf(env.FILES);
    const down = vi.spyOn(bucket, "createMultipartUpload").mockRejectedValue(new Error("R2 is down"));
    const id = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, id)).status).toBe("retrying"), { timeout: 20_000 });
    expect(down).toHaveBeenCalled();
    expect((await exportOf(from, id)).reason).toContain("cannot be reached");
    expect((await fetchFile(from, id)).status).toBe(409);
    expect((await ask(from)).status).toBe(409);
    down.mockRestore();
    expect(await work(from, id)).toMatchObject({ status: "done", reason: null, files: 9 });
    expect(Object.keys(await archiveOf(from, id))).toHaveLength(9);
    const other = await ask(from);
    expect(other.status).toBe(202);
  });

  it("gives up after a day, with a reason", async () => {
    const from = await filled();
    const bucket: R2Bucket = Object.getPrototypeOf(env.FILES);
    vi.spyOn(bucket, "createMultipartUpload").mockRejectedValue(new Error("R2 is down"));
    const id = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, id)).status).toBe("retrying"), { timeout: 20_000 });
    await runInDurableObject(room(from.workspace), (_, { storage }) => {
      storage.sql.exec("UPDATE exports SET body = json_set(body, '$.requestedAt', 1)");
    });
    expect(await work(from, id)).toMatchObject({ status: "failed", reason: "It could not be finished within a day." });
    expect((await fetchFile(from, id)).status).toBe(409);
  });

  it("is gone a week later, and with its workspace", async () => {
    const from = await filled();
    const id = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, id)).status).toBe("done"), { timeout: 20_000 });
    const key = exportKey(from.workspace, id);
    await runJobs("17 3 * * *", env, Date.now() + 6 * 24 * 60 * 60_000);
    expect(await env.FILES.head(key)).not.toBeNull();
    await runJobs("17 3 * * *", env, Date.now() + 8 * 24 * 60 * 60_000);
    expect(await env.FILES.head(key)).toBeNull();
    expect((await fetchFile(from, id)).status).toBe(410);
    await runInDurableObject(room(from.workspace), (_, { storage }) => {
      storage.sql.exec("UPDATE exports SET ended_at = 1");
    });
    expect(await exportOf(from, id)).toMatchObject({ status: "expired", expiresAt: expect.any(Number) });
    expect((await fetchFile(from, id)).status).toBe(410);

    const next = await requested(from);
    await vi.waitFor(async () => expect((await exportOf(from, next)).status).toBe("done"), { timeout: 20_000 });
    const path = `/api/workspaces/${from.workspace}`;
    expect((await call(path, { method: "DELETE", token: from.owner.token })).ok).toBe(true);
    await runInDurableObject(room(from.workspace), (_, { storage }) => {
      storage.sql.exec("UPDATE workspace SET erase_at = 1");
      storage.sql.exec("UPDATE jobs SET due = 0 WHERE name = 'deletion'");
    });
    await vi.waitFor(
      async () => {
        await runDurableObjectAlarm(room(from.workspace));
        expect(await env.FILES.head(exportKey(from.workspace, next))).toBeNull();
      },
      { timeout: 20_000 },
    );
  });
});
