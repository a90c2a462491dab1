import { useMemo } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import type { CommandOutcome } from "../../../../sdk/queue/queue.ts";
import { useCopying } from "../../../design/copying.ts";
import { useToast } from "../../../design/toasts.tsx";
import { exactTime } from "../../../words/dates.ts";
import { useOwnInbox } from "../../inbox/own-inbox.ts";
import { useAsked } from "../../inbox/use-asked.ts";
import { excerptOf, plainLines } from "../../message-text/plain-words.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useOpenConversation } from "../open-conversation.tsx";

/** As much of a message as is kept with what one saves of it. */
const EXCERPT = 200;

/** What can be done with one message. All of it shows at once, and is told in words when it was refused. */
interface MessageActs {
  react: (message: ShownMessage, emoji: string, on: boolean) => void;
  pin: (message: ShownMessage, on: boolean) => void;
  edit: (message: ShownMessage, text: string) => void;
  remove: (message: ShownMessage) => void;
  /** Sends again what was refused, or gives it up. */
  retry: (message: ShownMessage) => void;
  discard: (message: ShownMessage) => void;
  copyText: (message: ShownMessage) => void;
  copyLink: (message: ShownMessage) => void;
  save: (message: ShownMessage, on: boolean) => void;
  remind: (message: ShownMessage, at: number) => void;
}

/** The acts on messages of the open conversation. */
export function useMessageActs(): MessageActs {
  const { room, conversation, urlOf } = useOpenConversation();
  const { id: workspace } = useWorkspace();
  const { inbox } = useOwnInbox();
  const copy = useCopying();
  const tell = useToast();
  const asked = useAsked();
  return useMemo(() => {
    // What the room refuses is told by `RefusalsTold`; what is never asked of it, here.
    const checked = (outcome: Promise<CommandOutcome>) =>
      void outcome.then((said) => {
        if (!said.ok && said.code === "invalid") tell({ words: said.message, tone: "danger" });
      });
    const within = { workspace, conversation: conversation.id };
    return {
      react: ({ id }, emoji, on) => void room.react(id, emoji, on),
      pin: ({ id }, on) => void room.pin(id, on),
      edit: ({ id }, text) => checked(room.edit(id, text)),
      remove: ({ id }) => void room.remove(id),
      retry: ({ id }) => room.retry(id),
      discard: ({ id }) => void room.discard(id),
      copyText: ({ text }) => copy(plainLines(text), "The text"),
      copyLink: (message) => copy(urlOf(message), "The link"),
      save: ({ id, text, authorName }, on) => {
        const kept = { ...within, message: id, excerpt: excerptOf(text, EXCERPT), authorName };
        asked(on ? inbox?.save(kept) : inbox?.unsave(id));
      },
      remind: ({ id, text, replyTo }, at) => {
        const thing =
          replyTo === null
            ? ({ type: "conversation", ...within } as const)
            : ({ type: "thread", ...within, message: replyTo } as const);
        const note = excerptOf(text, EXCERPT);
        if (!inbox) return asked(undefined);
        asked(inbox.remind({ workspace, note, thing, message: id, dueAt: at }).outcome);
        tell({ words: `You are reminded ${exactTime(at)}.` });
      },
    };
  }, [room, conversation.id, urlOf, workspace, inbox, copy, tell, asked]);
}
