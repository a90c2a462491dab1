import { useNavigate, useParams, useRouter } from "@tanstack/react-router";
import { keyOfThing } from "../../../../durable-objects/inbox/protocol.ts";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { WorkspaceAction } from "../../../../durable-objects/workspace/protocol.ts";
import { useCopying } from "../../design/copying.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useOwnInbox } from "../inbox/own-inbox.ts";
import { useAsked } from "../inbox/use-asked.ts";
import { ask, useWorkspace } from "../workspace/workspace.tsx";
import { asked as dialogs } from "./asked.ts";
import { conversationWords } from "./names.ts";

/** What can be done with a conversation from anywhere; what fails is told in passing. */
interface ConversationActs {
  join: (conversation: Conversation) => Promise<void>;
  /** Leaves at once what one can come back to; of anything else it asks first. */
  leave: (conversation: Conversation) => void;
  leaveNow: (conversation: Conversation) => Promise<void>;
  markRead: (conversation: Conversation) => void;
  mute: (conversation: Conversation) => void;
  unmute: (conversation: Conversation) => void;
  copyLink: (conversation: Conversation) => void;
}

/** The acts on conversations of the open workspace. */
export function useConversationActs(): ConversationActs {
  const { id: workspace, room, state } = useWorkspace();
  const { api } = useSignedIn();
  const { inbox } = useOwnInbox();
  const tell = useToast();
  const asked = useAsked();
  const copy = useCopying();
  const router = useRouter();
  const navigate = useNavigate();
  const { conversation: open } = useParams({ strict: false });
  const failed = (cause: unknown) => tell({ words: wordsFor(cause), tone: "danger" });
  const called = (conversation: Conversation) => conversationWords(conversation, state.members, state.reader);
  const thingOf = ({ id }: Conversation) => ({ type: "conversation", workspace, conversation: id }) as const;
  const may = async (action: WorkspaceAction) => {
    try {
      await ask(room, action);
      return true;
    } catch (cause) {
      failed(cause);
      return false;
    }
  };
  const join = async (conversation: Conversation) => {
    await may({ type: "conversation.join", conversation: conversation.id });
  };
  const leaveNow = async (conversation: Conversation) => {
    const returns = conversation.kind === "channel";
    if (!(await may({ type: "conversation.leave", conversation: conversation.id }))) return;
    if (open === conversation.id && !returns) await navigate({ to: "/w/$workspace", params: { workspace } });
    tell({
      words: `You left ${called(conversation)}.`,
      ...(returns ? { action: { label: "Join again", run: () => void join(conversation) } } : {}),
    });
  };
  return {
    join,
    leaveNow,
    leave: (conversation) => {
      if (conversation.kind === "channel") void leaveNow(conversation);
      else dialogs.set({ name: "leave", conversation: conversation.id });
    },
    markRead: ({ id }) => void api.conversations.readAll(workspace, id).catch(failed),
    mute: (conversation) => asked(inbox?.mute(thingOf(conversation))),
    unmute: (conversation) => asked(inbox?.unmute(keyOfThing(thingOf(conversation)))),
    copyLink: ({ id }) => {
      const { href } = router.buildLocation({
        to: "/w/$workspace/c/$conversation",
        params: { workspace, conversation: id },
      });
      copy(new URL(href, location.href).href, "The link");
    },
  };
}
