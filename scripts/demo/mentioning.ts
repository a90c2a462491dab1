/** How the demo's texts speak of people, tasks and pages. */
import type { Api } from "../../client/sdk/api/api.ts";
import { demoId } from "./fill.ts";
import type { DemoPerson } from "./people.ts";
import { PAGES } from "./stories/pages.ts";
import type { Mention, Person } from "./story.ts";

/** What there is to speak of. */
export interface Mentionable {
  workspace: string;
  people: Record<Person, DemoPerson>;
  /** The key of each task, by id. */
  keys: ReadonlyMap<string, string>;
  /** The id of each page, by that of its story. */
  pages: ReadonlyMap<string, string>;
}

/** How a text speaks of what is live: as links that the server knows. */
export function mentions({ people, keys, workspace, pages }: Mentionable): Mention {
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
export async function keysOf(api: Api, workspace: string): Promise<ReadonlyMap<string, string>> {
  const projects = await api.projects.list(workspace);
  const lists = await Promise.all(projects.map(({ key }) => api.tasks.list(workspace, key, { limit: 200 })));
  return new Map(lists.flatMap(({ items }) => items.map(({ id, key }) => [id, key] as const)));
}
