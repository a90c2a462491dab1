import { LogOut } from "lucide-react";
import { type FormEvent, useCallback } from "react";
import {
  MAX_CONVERSATION_NAME_LENGTH,
  MAX_TOPIC_LENGTH,
} from "../../../../../durable-objects/workspace/conversations/limits.ts";
import type {
  Conversation,
  ConversationChange,
} from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { useAct } from "../../../design/act.ts";
import { Button } from "../../../design/button.tsx";
import { Field, TextAreaField } from "../../../design/field.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Switch } from "../../../design/switch.tsx";
import { textOf } from "../../../design/text-of.ts";
import { useToast } from "../../../design/toasts.tsx";
import { ask, useWorkspace } from "../../workspace/workspace.tsx";
import { nameOf } from "../names.ts";
import { changes, isLeft } from "../roles.ts";
import { useConversationActs } from "../use-acts.ts";
import { useHeard } from "../use-conversations.ts";

/** What a conversation is called and is for, whether one hears of it, and the way out. */
export function About({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { role, state } = useWorkspace();
  const { muted } = useHeard(conversation.id);
  const { mute, unmute, leave } = useConversationActs();
  const belongs = state.joined.includes(conversation.id);
  const { archivedAt, createdAt, createdBy, kind, name, topic } = conversation;
  const named = kind === "channel" || kind === "private";
  const editable = changes(conversation, role) && archivedAt === null;
  return (
    <div className="grid grid-cols-1 gap-6">
      {archivedAt === null ? null : (
        <Notice>This conversation is archived. It can be read and searched, and nothing more is said in it.</Notice>
      )}
      {editable ? (
        <NameForm key={`${name}\n${topic}`} conversation={conversation} />
      ) : named ? (
        <dl className="grid gap-3">
          <Fact name="Name">{name}</Fact>
          {topic ? <Fact name="Topic">{topic}</Fact> : null}
        </dl>
      ) : null}
      <p className="text-sm text-quiet">
        {KINDS[kind]} Begun by {nameOf(createdBy, state.members)} on {new Date(createdAt).toLocaleDateString()}.
      </p>
      <Switch
        label="Mute"
        hint="Nothing in it is counted or told to you but what mentions you."
        checked={muted}
        onChange={(on) => (on ? mute(conversation) : unmute(conversation))}
      />
      {belongs && isLeft(conversation) ? (
        <div>
          <Button
            onClick={() => {
              onClose();
              leave(conversation);
            }}
          >
            <LogOut aria-hidden />
            Leave
          </Button>
        </div>
      ) : null}
    </div>
  );
}

const KINDS: Record<Conversation["kind"], string> = {
  channel: "Open to everyone in the workspace, and to guests to whom it is named.",
  private: "Only those who are in it can find and read it.",
  direct: "Only the two of you can read it.",
  group: "Only those who are in it can read it.",
  task: "For everyone who can see the task.",
  page: "For everyone who can see the page.",
  call: "For everyone who can join the call.",
};

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt className="font-medium">{name}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}

function NameForm({ conversation }: { conversation: Conversation }) {
  const { room } = useWorkspace();
  const tell = useToast();
  const { id, name: before, topic: beforeTopic } = conversation;
  const act = useAct(
    useCallback(
      async (set: ConversationChange) => {
        await ask(room, { type: "conversation.change", conversation: id, set });
        tell({ words: "Saved." });
      },
      [room, id, tell],
    ),
  );
  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = textOf(data, "name").trim();
    const topic = textOf(data, "topic").trim();
    if (!name || act.busy || (name === before && topic === beforeTopic)) return;
    void act.run({ ...(name === before ? {} : { name }), ...(topic === beforeTopic ? {} : { topic }) });
  };
  return (
    <form className="grid grid-cols-1 gap-4" onSubmit={save}>
      <Field
        label="Name"
        name="name"
        defaultValue={before}
        maxLength={MAX_CONVERSATION_NAME_LENGTH}
        autoComplete="off"
        required
      />
      <TextAreaField
        label="Topic"
        hint="What it is for, in a line or two."
        name="topic"
        rows={2}
        defaultValue={beforeTopic}
        maxLength={MAX_TOPIC_LENGTH}
      />
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <div>
        <Button type="submit" disabled={act.busy}>
          Save
        </Button>
      </div>
    </form>
  );
}
