/** What is in a workspace, by name: for an audit log that keeps ids. Reads only. */
import type { Stores } from "../store/stores.ts";

/** The ids of people, pages, projects and channels with `text` in their name, in whatever case. */
export function idsNamed(stores: Stores, text: string): string[] {
  const wanted = text.toLowerCase();
  const holds = (...names: string[]) => names.some((name) => name.toLowerCase().includes(wanted));
  return [
    ...stores.members.all().flatMap(({ user, name, email }) => (holds(name, email) ? [user] : [])),
    ...stores.pages.all().flatMap(({ id, docId, title }) => (holds(title) ? [id, docId] : [])),
    ...stores.projects.all().flatMap(({ project }) => (holds(project.name, project.key) ? [project.id] : [])),
    ...stores.conversations.every("channel").flatMap(({ id, name }) => (holds(name) ? [id] : [])),
  ];
}

/** What those of `ids` are called that are still there. */
export function namesOf(stores: Stores, ids: readonly string[]): Record<string, string> {
  const titles = new Map(stores.pages.all().map(({ docId, title }) => [docId, title]));
  const nameOf = (id: string) =>
    stores.members.find(id)?.name ??
    stores.projects.find(id)?.project.name ??
    stores.pages.find(id)?.title ??
    titles.get(id) ??
    channelName(stores, id) ??
    stores.tasks.find(id)?.task.title ??
    stores.invitations.find(id)?.email;
  return Object.fromEntries(
    ids.flatMap((id) => {
      const name = nameOf(id);
      return name == null ? [] : [[id, name]];
    }),
  );
}

/** What is for its members alone is not named to whoever reads the audit log. */
function channelName({ conversations }: Stores, id: string): string | undefined {
  const row = conversations.find(id);
  return row?.kind === "channel" ? row.name : undefined;
}
