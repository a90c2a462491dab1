import { keyOfThing } from "../../../../../durable-objects/inbox/protocol.ts";
import { MAX_TOPIC_LENGTH } from "../../../../../durable-objects/workspace/conversations/limits.ts";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { NO_INBOX_YET } from "../../../words/inbox.ts";
import { ask } from "../../workspace/workspace.tsx";
import { type Command, DONE, wrong } from "./command.ts";

const isChannel = ({ kind }: Conversation) => kind === "channel" || kind === "private";

/** Sets what a channel is about. */
export const TOPIC: Command = {
  name: "topic",
  takes: "words",
  words: "Say what this channel is about",
  offered: ({ conversation }) => isChannel(conversation),
  async run({ workspace, conversation }, { words }) {
    const topic = words.trim();
    if (topic.length > MAX_TOPIC_LENGTH) return wrong(`A topic can have at most ${MAX_TOPIC_LENGTH} letters.`);
    await ask(workspace.room, { type: "conversation.change", conversation: conversation.id, set: { topic } });
    return DONE;
  },
};

/** Leaves a channel or group. */
export const LEAVE: Command = {
  name: "leave",
  takes: "",
  words: "Leave this conversation",
  offered: ({ conversation }) => (isChannel(conversation) && !conversation.everyone) || conversation.kind === "group",
  async run({ workspace, conversation, go, tell }) {
    await ask(workspace.room, { type: "conversation.leave", conversation: conversation.id });
    const name = conversation.name === "" ? "the conversation" : `#${conversation.name}`;
    tell({ words: `You have left ${name}.` });
    go("home");
    return DONE;
  },
};

/** Mutes a conversation, or ends that. */
export const MUTE: Command = {
  name: "mute",
  takes: "",
  words: "Hear of this conversation only when you are mentioned, or of all again",
  run({ workspace, conversation, inbox, tell }) {
    if (!inbox) return wrong(NO_INBOX_YET);
    const thing = { type: "conversation", workspace: workspace.id, conversation: conversation.id } as const;
    const key = keyOfThing(thing);
    if (inbox.state.value?.mutes.some((mute) => mute.thing === key)) {
      void inbox.unmute(key);
      tell({ words: "You hear of all that is said here again." });
    } else {
      void inbox.mute(thing);
      const action = { label: "Undo", run: () => void inbox.unmute(key) };
      tell({ words: "You hear of this conversation only when you are mentioned.", action });
    }
    return DONE;
  },
};
