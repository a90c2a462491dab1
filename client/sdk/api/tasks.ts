import { z } from "zod";
import { Task } from "../../../durable-objects/workspace/board/protocol.ts";
import { Activity } from "../../../durable-objects/workspace/board/reading/protocol.ts";
import { newKey } from "../id.ts";
import { type Http, type List, listOf } from "./http.ts";

const Activities = listOf(Activity);
const Tasks = listOf(Task);
const Described = z.object({ docId: z.string() });

/** What of tasks is not part of a board's live state. Tasks and projects are named by id or key. Each may throw an ApiError. */
export class TasksApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** A page of a project's archived tasks, the one changed last first. @param cursor `next` of the page before */
  archived(workspace: string, project: string, cursor: string | null = null): Promise<List<Task>> {
    const query = { archived: "only", sort: "-updatedAt", limit: "50", ...(cursor ? { cursor } : {}) };
    return this.#http.ask("GET", `/api/workspaces/${workspace}/projects/${project}/tasks`, { answer: Tasks, query });
  }

  /** A page of what happened to a task, newest first. @param cursor `next` of the page before */
  activity(workspace: string, task: string, cursor: string | null = null): Promise<List<Activity>> {
    const query = { limit: "20", ...(cursor ? { cursor } : {}) };
    return this.#http.ask("GET", `/api/workspaces/${workspace}/tasks/${task}/activity`, { answer: Activities, query });
  }

  /** The doc of a task's description, made when there is none yet. */
  async describe(workspace: string, task: string): Promise<string> {
    const path = `/api/workspaces/${workspace}/tasks/${task}/description`;
    return (await this.#http.ask("POST", path, { body: {}, answer: Described, idempotencyKey: newKey() })).docId;
  }
}
