/** Who may do what on a board: every action by every standpoint, as a socket's command and over HTTP. */
import { runInDurableObject } from "cloudflare:test";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newId } from "../../durable-objects/room/id.ts";
import type { Actor } from "../../durable-objects/workspace/actor.ts";
import {
  BoardAction,
  PART_NOUNS,
  type PartNoun,
  type Project,
} from "../../durable-objects/workspace/board/protocol.ts";
import { type Act, extentOf } from "../../durable-objects/workspace/permissions.ts";
import type { TestSocket } from "../rooms/socket.ts";
import { admitted, codeOf, enter, good, join, newTenant, person, type Tenant } from "../rooms/workspace-people.ts";
import { type Account, accountOf, callWith, PASSWORD, problemIn, signUp } from "./client.ts";

const PEOPLE = ["owner", "admin", "member", "viewer", "guest", "stranger", "superadmin", "outsider"] as const;
type Person = (typeof PEOPLE)[number];
/** What the worker takes for the superadmin's address. */
const BOSS = "boss@example.com";

interface Request {
  method: string;
  path: string;
  body?: unknown;
}

/** One action, as each of the two ways asks for it. */
interface Asked {
  action: BoardAction;
  http: Request;
}

type Type = BoardAction["type"];
type ActionOn<Family extends string> = Extract<Type, `${Family}.${string}`>;

let tenant: Tenant;
let accounts: Record<Person, Account>;
/** The project that is named to the guest, and to the stranger not; each test has its own, so that none is ever full. */
let named: Project;
const sockets = new Map<Person, TestSocket>();

function actorOf(who: Person): Actor {
  const { id, email } = accounts[who];
  return { ...person(who), user: id, email, superadmin: who === "superadmin" };
}

/** What a person must be allowed for each action, by permissions.ts. */
function actFor(type: Type): Act {
  if (type === "project.create" || type === "project.delete") return type;
  if (type.startsWith("project.")) return "project.update";
  if (type === "task.follow" || type === "task.unfollow") return "task.follow";
  return type.startsWith("task.") ? "task.write" : "board.edit";
}

/** The codes that may be answered to this person. A stranger does not learn that there is such a project. */
function expected(who: Person, type: Type): string[] {
  const act = actFor(type);
  if (who === "outsider") return ["not_found"];
  if (who === "stranger") return [act === "project.create" ? "forbidden" : "not_found"];
  const extent = extentOf(who, act);
  if (extent === "all" || extent === "granted") return ["ok"];
  return who === "superadmin" ? ["forbidden", "not_found"] : ["forbidden"];
}

// --- Something to act on, made by the owner ---

async function newProject(): Promise<Project> {
  const project = newId();
  const action = { type: "project.create" as const, project, set: { name: `Project ${project}` } };
  return good(await tenant.room.createProject(tenant.owner, action));
}

async function newTask(): Promise<string> {
  const action = { type: "task.create" as const, project: named.id, task: newId(), set: { title: "A task" } };
  return good(await tenant.room.createTask(tenant.owner, action)).id;
}

const FRESH: { [Noun in PartNoun]: () => object } = {
  column: () => ({ name: `Column ${newId()}`, kind: "todo" }),
  label: () => ({ name: `Label ${newId()}` }),
  field: () => ({ name: `Field ${newId()}`, type: "text" }),
  view: () => ({ name: `View ${newId()}` }),
  rule: () => ({ name: `Rule ${newId()}`, when: { type: "due" }, actions: [{ type: "comment", text: "Due" }] }),
};

async function newPart(noun: PartNoun): Promise<string> {
  const id = newId();
  const action = BoardAction.parse({ type: `${noun}.create`, project: named.id, part: id, set: FRESH[noun]() });
  good(await tenant.room.perform(tenant.owner, action));
  return id;
}

async function columnOfNamed(): Promise<string> {
  const scope = { archived: "false", after: null, limit: 1 } as const;
  return good(await tenant.room.parts(tenant.owner, named.id, "column", scope))[0]?.id ?? "";
}

// --- How each action is asked for ---

const PROJECT_TRIES: { [T in ActionOn<"project">]: (project: Project) => Asked } = {
  "project.create": () => ({
    action: { type: "project.create", project: newId(), set: { name: "New" } },
    http: { method: "POST", path: "/projects", body: { name: "New" } },
  }),
  "project.update": ({ id }) => ({
    action: { type: "project.update", project: id, set: { name: "Renamed" } },
    http: { method: "PATCH", path: `/projects/${id}`, body: { name: "Renamed" } },
  }),
  "project.move": ({ id }) => ({
    action: { type: "project.move", project: id, before: named.id },
    http: { method: "PATCH", path: `/projects/${id}`, body: { before: named.id } },
  }),
  "project.archive": ({ id }) => ({
    action: { type: "project.archive", project: id },
    http: { method: "PATCH", path: `/projects/${id}`, body: { archived: true } },
  }),
  "project.restore": ({ id }) => ({
    action: { type: "project.restore", project: id },
    http: { method: "PATCH", path: `/projects/${id}`, body: { archived: false } },
  }),
  "project.delete": ({ id }) => ({
    action: { type: "project.delete", project: id },
    http: { method: "DELETE", path: `/projects/${id}` },
  }),
};

const PART_ACTS = ["create", "update", "move", "archive", "restore", "delete"] as const;

async function partTry(noun: PartNoun, act: (typeof PART_ACTS)[number]): Promise<Asked> {
  const part = act === "create" ? newId() : await newPart(noun);
  const at = `/projects/${named.id}/${noun}s`;
  const asked = (more: object, method: string, body?: object): Asked => ({
    action: BoardAction.parse({ type: `${noun}.${act}`, part, ...more }),
    http: { method, path: act === "create" ? at : `${at}/${part}`, body },
  });
  switch (act) {
    case "create": {
      const set = FRESH[noun]();
      return asked({ project: named.id, set }, "POST", FRESH[noun]());
    }
    case "update":
      return asked({ set: { name: `As ${newId()}` } }, "PATCH", { name: `As ${newId()}` });
    case "move": {
      const before = await newPart(noun);
      return asked({ before }, "PATCH", { before });
    }
    case "archive":
    case "restore":
      return asked({}, "PATCH", { archived: act === "archive" });
    case "delete":
      return asked({}, "DELETE");
  }
}

const TASK_TRIES: { [T in ActionOn<"task">]: (task: string) => Promise<Asked> } = {
  "task.create": async () => ({
    action: { type: "task.create", project: named.id, task: newId(), set: { title: "New" } },
    http: { method: "POST", path: `/projects/${named.id}/tasks`, body: { title: "New" } },
  }),
  "task.update": async (task) => ({
    action: { type: "task.update", task, set: { title: "Renamed" } },
    http: { method: "PATCH", path: `/tasks/${task}`, body: { title: "Renamed" } },
  }),
  "task.move": async (task) => {
    const columnId = await newPart("column");
    return {
      action: { type: "task.move", task, columnId },
      http: { method: "POST", path: `/tasks/${task}/move`, body: { columnId: await columnOfNamed() } },
    };
  },
  "task.bulk": async (task) => ({
    action: { type: "task.bulk", changes: [{ task, set: { priority: "high" } }] },
    http: { method: "POST", path: "/tasks/bulk", body: { tasks: [task], set: { priority: "low" } } },
  }),
  "task.archive": async (task) => ({
    action: { type: "task.archive", tasks: [task] },
    http: { method: "PATCH", path: `/tasks/${task}`, body: { archived: true } },
  }),
  "task.restore": async (task) => {
    good(await tenant.room.perform(tenant.owner, { type: "task.archive", tasks: [task] }));
    return {
      action: { type: "task.restore", tasks: [task] },
      http: { method: "PATCH", path: `/tasks/${task}`, body: { archived: false } },
    };
  },
  "task.delete": async (task) => ({
    action: { type: "task.delete", tasks: [task] },
    http: { method: "DELETE", path: `/tasks/${task}` },
  }),
  "task.relate": async (task) => {
    const to = await newTask();
    return {
      action: { type: "task.relate", task, relation: "blocks", to },
      http: { method: "POST", path: `/tasks/${task}/relations`, body: { type: "relates", task: to } },
    };
  },
  "task.unrelate": async (task) => {
    const to = await newTask();
    good(await tenant.room.perform(tenant.owner, { type: "task.relate", task, relation: "blocks", to }));
    return {
      action: { type: "task.unrelate", task, relation: "blocks", to },
      http: { method: "DELETE", path: `/tasks/${task}/relations/blocks/${to}` },
    };
  },
  "task.follow": async (task) => ({
    action: { type: "task.follow", task },
    http: { method: "PUT", path: `/tasks/${task}/followers/me` },
  }),
  "task.unfollow": async (task) => ({
    action: { type: "task.unfollow", task },
    http: { method: "DELETE", path: `/tasks/${task}/followers/me` },
  }),
};

const PROJECT_ACTS = ["create", "update", "move", "archive", "restore", "delete"] as const;
const TASK_ACTS = [...PROJECT_ACTS, "bulk", "relate", "unrelate", "follow", "unfollow"] as const;

type Try = [Type, (who: Person) => Promise<Asked>];

/** Every action there is, each with something fresh to be done to. Only a guest's project is the one named to them. */
const TRIES: Try[] = [
  ...PROJECT_ACTS.map((act): Try => {
    const type = `project.${act}` as const;
    return [type, async (who) => PROJECT_TRIES[type](who === "guest" ? named : await newProject())];
  }),
  ...PART_NOUNS.flatMap((noun) => PART_ACTS.map((act): Try => [`${noun}.${act}`, () => partTry(noun, act)])),
  ...TASK_ACTS.map((act): Try => {
    const type = `task.${act}` as const;
    return [type, async () => TASK_TRIES[type](await newTask())];
  }),
];

/** The types of all actions, as the protocol has them. */
function typesOf({ options }: typeof BoardAction): string[] {
  return options.flatMap((family) => family.options.flatMap((action) => [...action.shape.type.values]));
}

// --- Asking ---

/** The code answered to a command on the person's own socket, or at the door where they have none. */
async function byCommand(who: Person, action: BoardAction): Promise<string> {
  const socket = sockets.get(who);
  if (!socket) return codeOf(await tenant.room.perform(actorOf(who), action));
  const id = newId();
  socket.send({ ...action, id });
  const answer = await socket.next((frame) => "id" in frame && frame.id === id);
  return answer.type === "error" && "code" in answer ? String(answer.code) : "ok";
}

async function byHttp(who: Person, { method, path, body }: Request): Promise<string> {
  const at = `/api/workspaces/${tenant.id}${path}`;
  const settings = { RATE_LIMITS: "off", SUPERADMIN_EMAIL: BOSS };
  const answer = await callWith(settings, at, { method, body, token: accounts[who].token });
  return answer.ok ? "ok" : (await problemIn(answer)).code;
}

/** How far the workspace's log goes. */
function position(): Promise<number> {
  return runInDurableObject(
    tenant.room,
    (_, { storage }) => storage.sql.exec<{ at: number }>("SELECT max(position) AS at FROM events").one().at,
  );
}

beforeAll(async () => {
  const body = { name: "Boss", email: BOSS, password: PASSWORD };
  const settings = { SUPERADMIN_EMAIL: BOSS };
  const superadmin = await accountOf(await callWith(settings, "/api/auth/sign-up/email", { body }));
  const others = PEOPLE.filter((who) => who !== "superadmin");
  const signed = await Promise.all(others.map(async (who) => [who, await signUp(who)] as const));
  accounts = { ...(Object.fromEntries(signed) as Record<Person, Account>), superadmin };
  tenant = await newTenant(actorOf("owner"));
  for (const who of ["admin", "member", "viewer"] as const) await join(tenant, who, [], actorOf(who));
  for (const who of ["guest", "stranger"] as const) await join(tenant, "guest", [], actorOf(who));
  for (const who of ["owner", "admin", "member", "viewer", "guest", "stranger"] as const) {
    sockets.set(who, (await enter(tenant, actorOf(who))).socket);
  }
});

describe("P4 who may do what on a board", () => {
  beforeEach(async () => {
    named = await newProject();
    good(await tenant.room.setGrants(tenant.owner, accounts.guest.id, [{ kind: "project", id: named.id }]));
  });

  it("P4.25 every action that there is stands in the table", () => {
    expect(TRIES.map(([type]) => type).sort()).toEqual(typesOf(BoardAction).sort());
  });

  for (const who of PEOPLE) {
    it(`P4.25 ${who} does what permissions.ts says, as a command and over HTTP, and no more`, async () => {
      for (const [type, make] of TRIES) {
        const allowed = expected(who, type);
        for (const way of ["command", "http"] as const) {
          const { action, http } = await make(who);
          const before = await position();
          const code = way === "command" ? await byCommand(who, action) : await byHttp(who, http);
          expect(allowed, `${type} by ${who} as ${way}: ${code}`).toContain(code);
          // What is refused leaves no trace.
          if (code !== "ok") expect([type, await position()]).toEqual([type, before]);
        }
      }
    });
  }

  it("P4.25 each reads what they may see, and nobody more", async () => {
    const task = await newTask();
    const inProject = ["", "/columns", "/labels", "/fields", "/views", "/rules", "/tasks", `/tasks/${task}`];
    const paths = [
      ...inProject.map((path) => `/projects/${named.id}${path}`),
      ...["", "/description", "/activity"].map((path) => `/tasks/${task}${path}`),
      `/activity?project=${named.id}`,
    ];
    for (const who of PEOPLE) {
      for (const path of paths) {
        const code = await byHttp(who, { method: "GET", path });
        const refused = who === "superadmin" ? ["forbidden", "not_found"] : ["not_found"];
        const reads = !["stranger", "superadmin", "outsider"].includes(who);
        expect(reads ? ["ok"] : refused, `${path} by ${who}: ${code}`).toContain(code);
      }
      for (const path of ["/projects", "/activity"]) {
        const expected = who === "outsider" ? "not_found" : who === "superadmin" ? "forbidden" : "ok";
        expect([who, path, await byHttp(who, { method: "GET", path })]).toEqual([who, path, expected]);
      }
    }
  });

  it("lets nobody in who does not belong, whatever they are elsewhere", async () => {
    for (const who of ["superadmin", "outsider"] as const) {
      await expect(admitted(tenant, actorOf(who))).rejects.toThrow(/not_found/);
    }
  });
});
