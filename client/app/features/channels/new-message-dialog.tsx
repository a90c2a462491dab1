import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { MAX_GROUP_MEMBERS } from "../../../../durable-objects/workspace/conversations/limits.ts";
import type { NewConversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Notice } from "../../design/notice.tsx";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "../workspace/attempt.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { conversationWith } from "./listed.ts";
import { PeopleField } from "./people-field.tsx";

/** Asks whom to write to, and opens the conversation with them: the one there is, or a new one. */
export function NewMessageDialog({ onClose }: { onClose: () => void }) {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { keyOf } = useAttempt();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const { conversations, reader } = state;
  const act = useAct(
    useCallback(
      async (people: readonly string[]) => {
        const others = people.filter((user) => user !== reader);
        const known = conversationWith(others, conversations, reader);
        const { id } = known ?? (await make(others));
        onClose();
        await navigate({ to: "/w/$workspace/c/$conversation", params: { workspace, conversation: id } });

        function make(members: string[]) {
          const wanted: NewConversation = { kind: members.length > 1 ? "group" : "direct", members };
          return api.conversations.create(workspace, wanted, keyOf(JSON.stringify(wanted)));
        }
      },
      [api, workspace, conversations, reader, keyOf, onClose, navigate],
    ),
  );
  return (
    <Dialog
      title="New message"
      description="To one person, or to a group. Choose yourself for notes that only you see."
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" disabled={chosen.length === 0 || act.busy} onClick={() => void act.run(chosen)}>
            Open the conversation
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3">
        <PeopleField
          label="To whom"
          people={state.members}
          chosen={chosen}
          onChange={setChosen}
          most={MAX_GROUP_MEMBERS - 1}
        />
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </div>
    </Dialog>
  );
}
