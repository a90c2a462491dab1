/** What tests ask of a running server over HTTP, each answer checked against the shape it is promised in. */
import { z } from "zod";
import { TicketAnswer } from "../../durable-objects/room/protocol.ts";

const Named = z.object({ id: z.string() });
const Page = z.object({ id: z.string(), title: z.string(), docId: z.string() });

const PageList = z.object({ items: z.array(Page), next: z.string().nullable() });

export type Page = z.infer<typeof Page>;

/** A signed-in user of one server. */
export class User {
  readonly #url: string;
  /** The bearer token of the session. */
  readonly token: string;

  private constructor(url: string, token: string) {
    this.#url = url;
    this.token = token;
  }

  /** Signs `name` up on the server at `url`. */
  static async signUp(url: string, name: string): Promise<User> {
    const answer = await fetch(`${url}/api/auth/sign-up/email`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name, email: `${name.toLowerCase()}@example.com`, password: "correct horse battery" }),
    });
    const token = answer.headers.get("set-auth-token");
    if (!answer.ok || !token) throw new Error(`Sign-up answered ${answer.status}: ${await answer.text()}`);
    return new User(url, token);
  }

  /** Makes a workspace and answers its id. */
  async createWorkspace(name: string): Promise<string> {
    return Named.parse(await this.post("/api/workspaces", { name })).id;
  }

  async createPage(workspace: string, title: string): Promise<Page> {
    return Page.parse(await this.post(`/api/workspaces/${workspace}/pages`, { title }));
  }

  /** The titles of all pages. */
  async pageTitles(workspace: string): Promise<string[]> {
    const titles: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
      const { items, next } = PageList.parse(await this.get(`/api/workspaces/${workspace}/pages?limit=50${query}`));
      titles.push(...items.map((page) => page.title));
      cursor = next;
    } while (cursor !== null);
    return titles;
  }

  /** A ticket to a doc room that may be used, and lets stay, for `ttlSeconds`. */
  async docTicket(docId: string, ttlSeconds: number): Promise<string> {
    return TicketAnswer.parse(await this.post(`/api/rooms/doc/${docId}/tickets`, { ttlSeconds })).ticket;
  }

  get(path: string): Promise<unknown> {
    return this.#request("GET", path);
  }

  post(path: string, body: unknown): Promise<unknown> {
    return this.#request("POST", path, body);
  }

  async #request(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(this.#url + path, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  }
}
