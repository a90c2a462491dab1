/** A board over HTTP, for tests: short ways to ask for what its routes answer. */
import { expect } from "vitest";
import { z } from "zod";
import { Column, Project, Task } from "../../durable-objects/workspace/board/protocol.ts";
import { Activity } from "../../durable-objects/workspace/board/reading/protocol.ts";
import { InvitationMade, WorkspaceView } from "../../durable-objects/workspace/protocol.ts";
import { type Account, type Call, call, problemIn, signUp } from "./client.ts";

const listOf = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), next: z.string().nullable() });

/** One person's view of one workspace. */
export class Board {
  readonly who: Account;
  readonly at: string;

  constructor(who: Account, at: string) {
    this.who = who;
    this.at = at;
  }

  static async found(name = "Ada"): Promise<Board> {
    const who = await signUp(name);
    const answer = await call("/api/workspaces", { body: { name: "Acme" }, token: who.token });
    return new Board(who, `/api/workspaces/${WorkspaceView.parse(await answer.json()).id}`);
  }

  /** The workspace's id. */
  get workspace(): string {
    return this.at.slice("/api/workspaces/".length);
  }

  ask(path: string, options: Call = {}): Promise<Response> {
    return call(`${this.at}${path}`, { token: this.who.token, ...options });
  }

  /** The status of an answer, with the problem's code and the places it names. */
  async said(path: string, options: Call = {}): Promise<string> {
    const answer = await this.ask(path, options);
    if (answer.ok) return String(answer.status);
    const { code, errors = [] } = await problemIn(answer);
    return [answer.status, code, ...errors.map((each) => each.path)].join(" ");
  }

  async get<Shape extends z.ZodType>(path: string, shape: Shape): Promise<z.infer<Shape>> {
    const answer = await this.ask(path);
    expect(answer.status, path).toBe(200);
    return shape.parse(await answer.json());
  }

  async send<Shape extends z.ZodType>(
    method: string,
    path: string,
    body: unknown,
    shape: Shape,
    headers: Record<string, string> = {},
  ): Promise<z.infer<Shape>> {
    const answer = await this.ask(path, { method, body, headers });
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(await answer.json())}`);
    expect(answer.status, path).toBe(method === "POST" && !/\/(move|bulk)$/.test(path) ? 201 : 200);
    return shape.parse(await answer.json());
  }

  project(set: Record<string, unknown> = { name: "Engine", key: "ENS" }): Promise<Project> {
    return this.send("POST", "/projects", set, Project);
  }

  task(project: string, set: Record<string, unknown>): Promise<Task> {
    return this.send("POST", `/projects/${project}/tasks`, set, Task);
  }

  async tasks(project: string, query = ""): Promise<Task[]> {
    return (await this.get(`/projects/${project}/tasks?${query}`, listOf(Task))).items;
  }

  /** The titles of the tasks a query answers, in order. */
  async titles(project: string, query = ""): Promise<string> {
    return (await this.tasks(project, query)).map(({ title }) => title).join(" ");
  }

  /** The ids of a project's columns, by name. */
  async columns(project: string): Promise<Record<string, string>> {
    const { items } = await this.get(`/projects/${project}/columns`, listOf(Column));
    return Object.fromEntries(items.map(({ id, name }) => [name, id]));
  }

  async history(path: string): Promise<{ items: Activity[]; next: string | null }> {
    return this.get(path, listOf(Activity));
  }

  /** Takes someone new in. */
  async join(role: "admin" | "member" | "viewer" | "guest", projects: string[] = []): Promise<Board> {
    const grants = role === "guest" ? { grants: projects.map((id) => ({ kind: "project", id })) } : {};
    const answer = await this.ask("/invitations", { body: { role, ...grants } });
    const { token } = InvitationMade.parse(await answer.json());
    const who = await signUp(role);
    const accepted = await call(`/api/invitations/${token}/accept`, { method: "POST", token: who.token });
    expect(accepted.status).toBe(200);
    return new Board(who, this.at);
  }
}

export { listOf };
