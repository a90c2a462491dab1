/** A board of 2,000 tasks in a browser, and the same cards on a plain page that draws all of them. */
import type { BrowserContext, Page } from "playwright-core";
import { z } from "zod";
import { RunningBrowser } from "../../browser/chromium.ts";
import { type Board, makeBoard } from "../board/tenant.ts";
import { ensemble, post } from "../contenders/ensemble.ts";
import type { RunningServer } from "../process/server.ts";
import { plainPage } from "./plain-page.ts";

const VIEWPORT = { width: 1440, height: 900 };
const Invitation = z.object({ token: z.string() });
const Tasks = z.object({
  items: z.array(z.object({ title: z.string(), columnId: z.string() })),
  next: z.string().nullable(),
});

export interface Scene extends AsyncDisposable {
  server: RunningServer;
  running: RunningBrowser;
  board: Board;
  /** A profile that is signed in as a member of the board's workspace, and keeps nothing of the app. */
  member(): Promise<BrowserContext>;
  /** The board in a page of its own, all there. */
  openBoard(context: BrowserContext): Promise<Page>;
  /** The plain page in a page of its own. */
  openPlain(context: BrowserContext): Promise<Page>;
  /** The address of the board. */
  address: string;
}

/** Starts the product and a browser, and fills a board. */
export async function setScene(tasks: number): Promise<Scene> {
  const server = await ensemble.start();
  const running = await RunningBrowser.start();
  const board = await makeBoard(server, { sockets: 0, tasks });
  const invited = await post(server, `/api/workspaces/${board.workspace}/invitations`, { role: "member" }, board.token);
  const { token } = Invitation.parse(await invited.json());
  const address = `${server.url}/w/${board.workspace}/projects/BEN`;
  const html = plainPage(await columnsOf(server, board));
  return {
    server,
    running,
    board,
    address,
    async member() {
      const context = await running.browser.newContext({ viewport: VIEWPORT });
      // What a service worker fetches for later would count as part of the first load.
      await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
      const headers = { origin: server.url };
      const data = { name: "Ada", email: `${crypto.randomUUID()}@bench.example`, password: crypto.randomUUID() };
      await context.request.post(`${server.url}/api/auth/sign-up/email`, { data, headers });
      await context.request.post(`${server.url}/api/invitations/${token}/accept`, { data: {}, headers });
      return context;
    },
    async openBoard(context) {
      const page = await context.newPage();
      await page.goto(address);
      await page
        .getByText(/^Task \d+: look into/)
        .first()
        .waitFor();
      return page;
    },
    async openPlain(context) {
      const page = await context.newPage();
      await page.setContent(html);
      return page;
    },
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await server.end();
    },
  };
}

/** The titles in each column, as they are. */
async function columnsOf(server: RunningServer, board: Board): Promise<string[][]> {
  const columns = new Map<string, string[]>(board.columns.map((id) => [id, []]));
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query = new URLSearchParams({ limit: "200", ...(cursor ? { cursor } : {}) });
    const path = `/api/workspaces/${board.workspace}/projects/${board.project}/tasks?${query}`;
    const answer = await fetch(server.url + path, { headers: { authorization: `Bearer ${board.token}` } });
    const { items, next }: z.infer<typeof Tasks> = Tasks.parse(await answer.json());
    for (const { title, columnId } of items) columns.get(columnId)?.push(title);
    cursor = next;
  }
  return [...columns.values()];
}
