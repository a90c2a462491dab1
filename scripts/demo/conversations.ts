/** The demo's conversations: channels, direct ones, and discussions, in which three people speak of what is on the boards. */
import { DemoCannotRun } from "./cannot-run.ts";
import { demoId } from "./fill.ts";
import { keysOf, mentions } from "./mentioning.ts";
import type { Writing } from "./pages.ts";
import { send } from "./sending.ts";
import { CONVERSATIONS } from "./stories/conversations.ts";
import { PAGES } from "./stories/pages.ts";
import type { ConversationStory, Mention, MessageStory } from "./story.ts";

/**
 * Makes and fills the conversations in which nothing was said yet. Answers how many.
 * @throws DemoCannotRun when the server refuses something
 */
export async function holdConversations(writing: Writing): Promise<number> {
  const { workspace, people, room } = writing;
  const titles = new Map((room.state.value?.pages ?? []).map(({ title, id }) => [title, id]));
  const pages = new Map(PAGES.flatMap(({ id, title }) => [[id, titles.get(title) ?? ""] as const]));
  const keys = await keysOf(people.you.api, workspace);
  const mention = mentions({ people, keys, workspace, pages });
  let held = 0;
  for (const [index, story] of CONVERSATIONS.entries()) {
    const conversation = await conversationOf(writing, story, pages, demoId(workspace, "conversation", String(index)));
    const { items } = await people[story.by].api.messages.list(workspace, conversation, { limit: 1 });
    if (items.length > 0) continue;
    const said = new Map<string, string>();
    for (const message of story.messages) await say(writing, conversation, { message, mention, said });
    held += 1;
  }
  return held;
}

/** The id of a story's conversation, which is made where it is not there. */
async function conversationOf(
  { workspace, people }: Writing,
  { where, by }: ConversationStory,
  pages: ReadonlyMap<string, string>,
  key: string,
): Promise<string> {
  const { api } = people[by];
  switch (where.kind) {
    case "task": {
      const task = demoId(workspace, where.project, "task", where.id);
      return (await api.conversations.discuss(workspace, { task })).id;
    }
    case "page":
      return (await api.conversations.discuss(workspace, { page: pages.get(where.id) ?? "" })).id;
    case "direct":
    case "group": {
      const members = where.members.map((person) => people[person].id);
      return (await api.conversations.create(workspace, { kind: where.kind, members }, key)).id;
    }
    case "everyone": {
      const all = await api.conversations.list(workspace);
      const general = all.find(({ everyone }) => everyone);
      if (!general) throw new DemoCannotRun("The workspace has no channel that everyone belongs to.");
      return general.id;
    }
    case "channel":
    case "private": {
      const { kind, name, topic } = where;
      const known = (await api.conversations.list(workspace)).find((each) => each.kind === kind && each.name === name);
      if (known) return known.id;
      const members = where.members.map((person) => people[person].id);
      return (await api.conversations.create(workspace, { kind, name, topic, members }, key)).id;
    }
  }
}

interface Saying {
  message: MessageStory;
  mention: Mention;
  /** The id of what was said, by that of its story. */
  said: Map<string, string>;
}

async function say({ url, workspace, people }: Writing, conversation: string, { message, mention, said }: Saying) {
  const { by, text, id, replyTo, reactions = {}, pinned } = message;
  const reply = replyTo === undefined ? {} : { replyTo: said.get(replyTo) ?? null };
  const posted = await people[by].api.messages.post(workspace, conversation, { text: text(mention), ...reply });
  if (id !== undefined) said.set(id, posted.id);
  const path = `/api/workspaces/${workspace}/conversations/${conversation}/messages/${posted.id}`;
  for (const [emoji, persons] of Object.entries(reactions)) {
    for (const person of persons) {
      await send(url, people[person], { method: "PUT", path: `${path}/reactions/${encodeURIComponent(emoji)}` });
    }
  }
  if (pinned) await send(url, people[by], { method: "PUT", path: `${path}/pin` });
}
