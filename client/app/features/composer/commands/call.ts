import { MAX_CALL_TITLE_LENGTH } from "../../../../../durable-objects/workspace/calls/limits.ts";
import type { WantedSubject } from "../../../../../durable-objects/workspace/calls/protocol.ts";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { type Command, DONE, wrong } from "./command.ts";

/** Calls all of this conversation, or goes to the call that is on here already. */
export const CALL: Command = {
  name: "call",
  takes: "[title]",
  words: "Start a video call here, or join the one that is on",
  offered: ({ conversation }) => conversation.kind !== "call",
  async run({ api, workspace, conversation, keyOf, go }, { words }) {
    const title = words.replaceAll(/\s+/g, " ").trim();
    if (title.length > MAX_CALL_TITLE_LENGTH) {
      return wrong(`A call's title can have at most ${MAX_CALL_TITLE_LENGTH} letters.`);
    }
    const wanted = { about: subjectOf(conversation), ...(title === "" ? {} : { title }) };
    const { id } = await api.calls.create(workspace.id, wanted, keyOf(`call ${conversation.id} ${title}`));
    go({ call: id });
    return DONE;
  },
};

/** Where a task is discussed, the call is the task's. */
function subjectOf({ id, about }: Conversation): WantedSubject {
  return about?.type === "task" ? { type: "task", task: about.task } : { type: "conversation", conversation: id };
}
