import { queryOptions } from "@tanstack/react-query";
import type { Api } from "../../sdk/api/api.ts";

/** More are not offered at once. */
const MOST_TASKS = 6;

/** Tasks one may want to mention: those of these words, and before there are any one's own open ones. */
export function mentionableTasksQuery(api: Api, workspace: string, words: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "mentionable tasks", words],
    queryFn: async () => {
      const found =
        words === ""
          ? (await api.tasks.mine({ workspace, open: true, limit: MOST_TASKS })).items
          : await api.tasks.search(workspace, words, MOST_TASKS);
      return found.map(({ id, key, title }) => ({ id, key, title }));
    },
  });
}
