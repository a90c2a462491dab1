/** The demo's pages: a small tree, written by several people, that speaks of people, tasks and other pages. */
import { z } from "zod";
import type { Api } from "../../client/sdk/api/api.ts";
import type { WorkspaceRoom } from "../../client/sdk/workspace.ts";
import { DemoCannotRun } from "./cannot-run.ts";
import { demoId } from "./fill.ts";
import type { DemoPerson } from "./people.ts";
import { PAGES } from "./stories/pages.ts";
import type { Mention, Person } from "./story.ts";

export interface Writing {
  url: string;
  workspace: string;
  people: Record<Person, DemoPerson>;
  /** The room of the one who makes the pages. */
  room: WorkspaceRoom;
}

/**
 * Makes and writes the pages that are not there yet, each page before those under it. Answers how many.
 * @throws DemoCannotRun when the server refuses something
 */
export async function writePages(writing: Writing): Promise<number> {
  const { workspace, people, room } = writing;
  const { api } = people.you;
  const made = new Map<string, string>();
  const known = new Map((room.state.value?.pages ?? []).map(({ title, id }) => [title, id]));
  const keys = await keysOf(api, workspace);
  let written = 0;
  for (const { id, title, under, drafts, version } of PAGES) {
    const there = known.get(title);
    if (there) {
      made.set(id, there);
      continue;
    }
    const parent = under ? (made.get(under) ?? null) : null;
    const page = await api.workspaces.createPage(workspace, title, demoId(workspace, "page", id), parent);
    made.set(id, page.id);
    for (const { by, text } of drafts) {
      const path = `/api/workspaces/${workspace}/pages/${page.id}/content`;
      await send(writing, people[by], "PUT", path, "text/markdown", text(mentions(people, keys, workspace, made)));
      // The first draft is kept, so that there is something to hold the page against.
      if (version && text === drafts[0]?.text) {
        const versions = `/api/workspaces/${workspace}/docs/${page.docId}/versions`;
        await send(writing, people[by], "POST", versions, "application/json", JSON.stringify({ name: version }));
      }
    }
    written += 1;
  }
  return written;
}

/** How a text speaks of what is live: as links that the server knows. */
function mentions(
  people: Writing["people"],
  keys: ReadonlyMap<string, string>,
  workspace: string,
  pages: ReadonlyMap<string, string>,
): Mention {
  return {
    person: (who) => `[@${people[who].name}](ensemble:user/${people[who].id})`,
    task: (project, story) => {
      const id = demoId(workspace, project, "task", story);
      return `[${keys.get(id) ?? project}](ensemble:task/${id})`;
    },
    page: (story) => {
      const title = PAGES.find(({ id }) => id === story)?.title ?? story;
      return `[${title}](ensemble:page/${pages.get(story) ?? story})`;
    },
  };
}

/** The key of each task there is. */
async function keysOf(api: Api, workspace: string): Promise<ReadonlyMap<string, string>> {
  const projects = await api.projects.list(workspace);
  const lists = await Promise.all(projects.map(({ key }) => api.tasks.list(workspace, key, { limit: 200 })));
  return new Map(lists.flatMap(({ items }) => items.map(({ id, key }) => [id, key] as const)));
}

const Refused = z.object({ detail: z.string().default("") });

async function send({ url }: Writing, by: DemoPerson, method: string, path: string, type: string, body: string) {
  const headers = { authorization: `Bearer ${by.token}`, "content-type": type };
  const answer = await fetch(new URL(path, url), { method, headers, body });
  if (answer.ok) return;
  const { detail } = Refused.catch({ detail: "" }).parse(await answer.json().catch(() => null));
  throw new DemoCannotRun(`The server answered ${answer.status} to ${method} ${path}. ${detail}`);
}
