import { useNavigate } from "@tanstack/react-router";
import { Hash, Lock } from "lucide-react";
import { type FormEvent, useCallback, useId, useState } from "react";
import {
  MAX_CONVERSATION_NAME_LENGTH,
  MAX_PRIVATE_MEMBERS,
  MAX_TOPIC_LENGTH,
} from "../../../../durable-objects/workspace/conversations/limits.ts";
import type { NewConversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { useAct } from "../../design/act.ts";
import { Button } from "../../design/button.tsx";
import { Dialog } from "../../design/dialog.tsx";
import { Field } from "../../design/field.tsx";
import { Notice } from "../../design/notice.tsx";
import { Picker } from "../../design/picker.tsx";
import { Segmented } from "../../design/segmented.tsx";
import { textOf } from "../../design/text-of.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useAttempt } from "../workspace/attempt.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { ChosenPeople, personOption } from "./people-field.tsx";

type Kind = "channel" | "private";

const ABOUT: Record<Kind, string> = {
  channel: "Everyone in the workspace can find it, read it and join. Guests see it once it is named to them.",
  private: "Only those who are in it can find it and read it, whatever their role.",
};

/** Makes a channel, or a private conversation, and opens it. */
export function NewChannelDialog({ onClose }: { onClose: () => void }) {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const navigate = useNavigate();
  const { keyOf } = useAttempt();
  const form = useId();
  const [kind, setKind] = useState<Kind>("channel");
  const [members, setMembers] = useState<readonly string[]>([]);
  const act = useAct(
    useCallback(
      async (wanted: NewConversation) => {
        const { id } = await api.conversations.create(workspace, wanted, keyOf(JSON.stringify(wanted)));
        onClose();
        await navigate({ to: "/w/$workspace/c/$conversation", params: { workspace, conversation: id } });
      },
      [api, workspace, keyOf, onClose, navigate],
    ),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = textOf(data, "name").trim();
    const topic = textOf(data, "topic").trim();
    if (!name || act.busy) return;
    void act.run({ kind, name, ...(topic ? { topic } : {}), ...(members.length > 0 ? { members: [...members] } : {}) });
  };
  const others = state.members.filter(
    ({ user, role }) => user !== state.reader && (kind === "private" || role !== "guest"),
  );
  return (
    <Dialog
      title="New channel"
      onClose={onClose}
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} look="primary" disabled={act.busy}>
            Make the channel
          </Button>
        </>
      }
    >
      <form id={form} className="grid grid-cols-1 gap-4" onSubmit={send}>
        <Field
          label="Name"
          name="name"
          maxLength={MAX_CONVERSATION_NAME_LENGTH}
          autoComplete="off"
          required
          autoFocus
        />
        <Field
          label="Topic"
          hint="What it is for, in a line. It can be left out."
          name="topic"
          maxLength={MAX_TOPIC_LENGTH}
          autoComplete="off"
        />
        <div className="grid grid-cols-1 justify-items-start gap-1.5">
          <Segmented
            label="Who may see it"
            value={kind}
            options={[
              { value: "channel", name: "Open", icon: Hash },
              { value: "private", name: "Private", icon: Lock },
            ]}
            onChange={(now) => {
              setKind(now);
              setMembers([]);
            }}
          />
          <p className="text-sm text-quiet">{ABOUT[kind]}</p>
        </div>
        <div className="grid grid-cols-1 justify-items-start gap-2">
          <ChosenPeople label="People" people={state.members} chosen={members} onChange={setMembers} />
          <Picker
            label="Add people"
            choice="several"
            options={others.map(personOption)}
            selected={members}
            onPick={(user) =>
              setMembers(members.includes(user) ? members.filter((each) => each !== user) : [...members, user])
            }
            placeholder="Search people"
            empty="Nobody here is called that."
            trigger={
              <Button size="sm" disabled={members.length >= MAX_PRIVATE_MEMBERS}>
                Add people
              </Button>
            }
          />
        </div>
        {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      </form>
    </Dialog>
  );
}
