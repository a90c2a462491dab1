/** The demo's pages: a small tree, written by several people, that speaks of people, tasks and other pages. */
import type { WorkspaceRoom } from "../../client/sdk/workspace.ts";
import { demoId } from "./fill.ts";
import { keysOf, mentions } from "./mentioning.ts";
import type { DemoPerson } from "./people.ts";
import { send } from "./sending.ts";
import { PAGES } from "./stories/pages.ts";
import type { Person } from "./story.ts";

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
      await send(writing.url, people[by], {
        ...{ method: "PUT", path, type: "text/markdown" },
        body: text(mentions({ people, keys, workspace, pages: made })),
      });
      // The first draft is kept, so that there is something to hold the page against.
      if (version && text === drafts[0]?.text) {
        const versions = `/api/workspaces/${workspace}/docs/${page.docId}/versions`;
        await send(writing.url, people[by], { method: "POST", path: versions, json: { name: version } });
      }
    }
    written += 1;
  }
  return written;
}
