import { mentionAddress } from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { MAX_TITLE_LENGTH } from "../../../../../durable-objects/workspace/board/limits.ts";
import { type Command, DONE, wrong } from "./command.ts";

/** Makes a task, and posts a link to it. */
export const TASK: Command = {
  name: "task",
  takes: "title",
  words: "Make a task and link it here",
  offered: ({ project }) => project !== null,
  async run({ api, workspace, room, thread, project, keyOf }, { words }) {
    const title = words.replaceAll(/\s+/g, " ").trim();
    if (!project) return wrong("There is no project in which you can make a task.");
    if (title === "") return wrong("Say what the task is: /task Paint the fence");
    if (title.length > MAX_TITLE_LENGTH) return wrong(`A task's title can have at most ${MAX_TITLE_LENGTH} letters.`);
    const task = await api.tasks.create(workspace.id, project.id, { title }, keyOf(`${project.id} ${title}`));
    const link = `[${task.key}](${mentionAddress({ kind: "task", id: task.id })})`;
    room.post({ text: `New task: ${link}`, replyTo: thread });
    return DONE;
  },
};
