import { useCallback } from "react";
import type { ConversationState } from "../../../sdk/conversation/state.ts";
import { useToast } from "../../design/toasts.tsx";
import { wordsFor } from "../../words/problem.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { Beginning } from "./beginning.tsx";
import { FlowView } from "./list/flow-view.tsx";
import { useOpenConversation } from "./open-conversation.tsx";
import { useGoal } from "./use-goal.ts";
import { WritingPlace } from "./writing-place.tsx";

interface MainFlowProps {
  state: ConversationState;
  /** The message that somebody has come for. */
  goal: string | null;
  /** It stands in a thread. */
  onElsewhere: (root: string, message: string) => void;
  /** One goes on from it. */
  onLeaveGoal: () => void;
}

/** What is said in a conversation itself, outside of threads, and where one writes. */
export function MainFlow({ state, goal, onElsewhere, onLeaveGoal }: MainFlowProps) {
  const { room, conversation } = useOpenConversation();
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const tell = useToast();
  const show = useCallback((message: string) => room.showAround(message), [room]);
  useGoal({
    goal,
    show,
    onFound: ({ id, replyTo }) => (replyTo === null ? undefined : onElsewhere(replyTo, id)),
    onMissing: onLeaveGoal,
  });
  const onOlder = useCallback(() => void room.loadOlder(), [room]);
  const onNewer = useCallback(() => void room.loadNewer(), [room]);
  const onPlace = useCallback((message: string | null) => room.lookAt(message), [room]);
  const toFirstNew = useCallback(
    (after: number) => {
      const first = api.messages.list(workspace, conversation.id, { after, limit: 1, thread: "none" });
      first
        .then(async ({ items: [message] }) => {
          if (message) await room.showAround(message.id);
        })
        .catch((cause: unknown) => tell({ words: wordsFor(cause), tone: "danger" }));
    },
    [api, workspace, conversation.id, room, tell],
  );
  return (
    <FlowView
      thread={null}
      label="Messages"
      root={null}
      messages={state.messages}
      older={state.older}
      newer={state.newer}
      threads={state.threads}
      read={state.read}
      beginning={<Beginning />}
      goal={goal}
      onOlder={onOlder}
      onNewer={onNewer}
      onNewest={() => {
        onLeaveGoal();
        room.showNewest();
      }}
      onFirstNew={toFirstNew}
      onPlace={onPlace}
      writing={(acts) => <WritingPlace thread={null} {...acts} />}
    />
  );
}
