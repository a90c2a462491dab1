import { queryOptions } from "@tanstack/react-query";
import type { Neighbour } from "../../../durable-objects/workspace/board/protocol.ts";
import type { Api } from "../../sdk/api/api.ts";

/** As many as are asked for in one request. */
const MOST_AT_ONCE = 100;
/** What is asked for one by one within this time is asked for together, in ms. */
const GATHERED_MS = 20;

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

/**
 * A task that a text mentions, by its id; null for one that is gone or that one may not see. A text's many are asked for
 * together, and what is not there is left out of the answer: that a reader may not see a task is no fault.
 */
export function mentionedTaskQuery(api: Api, workspace: string, id: string) {
  return queryOptions({
    queryKey: ["workspace", workspace, "mentioned task", id],
    queryFn: () => gatheringFor(api, workspace).ask(id),
  });
}

const gatherings = new WeakMap<Api, Map<string, Gathering>>();

function gatheringFor(api: Api, workspace: string): Gathering {
  const ofApi = gatherings.get(api) ?? new Map<string, Gathering>();
  gatherings.set(api, ofApi);
  const gathering = ofApi.get(workspace) ?? new Gathering((ids) => api.tasks.named(workspace, ids));
  ofApi.set(workspace, gathering);
  return gathering;
}

/** Asks together for the tasks that are asked for at about the same time. */
class Gathering {
  readonly #askFor: (ids: readonly string[]) => Promise<readonly Neighbour[]>;
  #next: { ids: Set<string>; answer: Promise<readonly Neighbour[]> } | null = null;

  constructor(askFor: (ids: readonly string[]) => Promise<readonly Neighbour[]>) {
    this.#askFor = askFor;
  }

  async ask(name: string): Promise<Neighbour | null> {
    const next = this.#next ?? this.#begin();
    next.ids.add(name);
    if (next.ids.size >= MOST_AT_ONCE) this.#next = null;
    const found = await next.answer;
    return found.find(({ id, key }) => id === name || key === name.toUpperCase()) ?? null;
  }

  #begin() {
    const ids = new Set<string>();
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, GATHERED_MS);
    const next = {
      ids,
      answer: promise.then(() => {
        if (this.#next === next) this.#next = null;
        return this.#askFor([...ids]);
      }),
    };
    this.#next = next;
    return next;
  }
}
