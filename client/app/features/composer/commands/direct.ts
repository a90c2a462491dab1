import { type Command, DONE, wrong } from "./command.ts";

/** Opens the conversation with one other, and says something there. */
export const DM: Command = {
  name: "dm",
  takes: "@person message",
  words: "Write to somebody alone",
  async run({ api, workspace, go, keyOf }, { people, markdown }) {
    const [person, ...others] = people;
    if (!person) return wrong("Say to whom: /dm @Ada, chosen from the list that opens behind the @.");
    const direct = await api.conversations.create(workspace.id, { kind: "direct", members: [person.id] });
    const text = others.length === 0 ? markdown.replace(/^\[[^\]]*\]\(ensemble:user\/[^)]+\)\s*/, "") : markdown;
    if (text.trim() !== "") await api.messages.post(workspace.id, direct.id, { text }, keyOf(`${direct.id} ${text}`));
    go({ conversation: direct.id });
    return DONE;
  },
};
