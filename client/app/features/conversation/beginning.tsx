import { Hash, Lock, MessageCircle, UsersRound, Video } from "lucide-react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { exactTime } from "../../words/dates.ts";
import { useNameOf } from "../channels/use-name-of.ts";
import { useOpenConversation } from "./open-conversation.tsx";

const DRAWINGS = {
  channel: Hash,
  private: Lock,
  direct: MessageCircle,
  group: UsersRound,
  task: MessageCircle,
  page: MessageCircle,
  call: Video,
} as const;

/** What stands above the first message of all: which conversation this is, and who can read it. */
export function Beginning() {
  const { conversation, name } = useOpenConversation();
  const nameOf = useNameOf();
  const { kind, members, topic, createdAt, createdBy, retentionDays } = conversation;
  const Drawing = DRAWINGS[kind];
  const isNotes = kind === "direct" && members?.length === 1;
  const named = kind === "channel" || kind === "private";
  return (
    <div className="grid gap-1 px-5 pb-4 max-md:px-3">
      <span className="grid size-11 place-content-center rounded-full bg-accent-soft text-accent">
        <Drawing aria-hidden className="size-5" />
      </span>
      <p className="text-lg font-semibold" dir="auto">
        {titleOf(conversation, name)}
      </p>
      <p className="text-quiet">
        {isNotes ? "Only you can see it." : WHO_READS[kind]}
        {named ? ` ${nameOf(createdBy)} made it ${exactTime(createdAt)}.` : ""}
        {retentionDays === null
          ? ""
          : ` Messages are kept for ${retentionDays === 1 ? "a day" : `${retentionDays} days`}.`}
      </p>
      {topic === "" ? null : <p dir="auto">{topic}</p>}
    </div>
  );
}

function titleOf({ kind, members }: Conversation, name: string): string {
  switch (kind) {
    case "channel":
    case "private":
      return `${name} begins here`;
    case "direct":
      return members?.length === 1 ? "Notes to yourself" : `Your conversation with ${name}`;
    case "group":
      return `Your conversation with ${name}`;
    case "task":
    case "page":
      return "The discussion begins here";
    case "call":
      return "The chat of the call begins here";
  }
}

const WHO_READS = {
  channel: "Everyone in the workspace can read and join it.",
  private: "Only its members can see it.",
  direct: "Only the two of you can see it.",
  group: "Only those in it can see it.",
  task: "Whoever can see the task can read and join it.",
  page: "Whoever can see the page can read and join it.",
  call: "Whoever can join the call can read it.",
} as const;
