import { Link } from "@tanstack/react-router";
import { Info, MessagesSquare, Pin, Search, UsersRound } from "lucide-react";
import { type ReactNode, Suspense } from "react";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import { usePresence } from "../../../../react/room.ts";
import { useAct } from "../../../design/act.ts";
import { AvatarStack } from "../../../design/avatar.tsx";
import { Button } from "../../../design/button.tsx";
import { Chip } from "../../../design/chip.tsx";
import { IconButton, iconButtonClass } from "../../../design/icon-button.tsx";
import { countInShort } from "../../../words/counts.ts";
import { openDetails } from "../../channels/asked.ts";
import { KindIcon } from "../../channels/kind-icon.tsx";
import { conversationName, othersIn } from "../../channels/names.ts";
import { useConversationActs } from "../../channels/use-acts.ts";
import { narrowed } from "../../message-search/words-of-search.ts";
import { MentionChip } from "../../text/mentions/mention-chip.tsx";
import { StartCall } from "../../workspace/later.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useOpenConversation } from "../open-conversation.tsx";

/** What can lie beside a conversation besides one of its threads. */
export type Beside = "pins" | "threads" | null;

interface ConversationHeadProps {
  pins: number;
  /** How many replies one has not read in the threads one follows. */
  newReplies: number;
  beside: Beside;
  onBeside: (beside: Beside) => void;
}

/** As many faces as are shown of who is here. */
const FACES = 4;

/** Which conversation it is, what it is about, who is here, and the way to all else there is of it. */
export function ConversationHead({ pins, newReplies, beside, onBeside }: ConversationHeadProps) {
  const { id: workspace, state } = useWorkspace();
  const { room, conversation } = useOpenConversation();
  const here = usePresence(room);
  const members = conversation.members?.length ?? null;
  const toggle = (what: Exclude<Beside, null>) => () => onBeside(beside === what ? null : what);
  return (
    <header className="@container flex min-h-12 shrink-0 items-center gap-2 border-b border-line ps-5 pe-2 max-md:ps-3">
      <div className="flex min-w-0 flex-1 items-center gap-2">
        {conversation.about === null ? <KindIcon conversation={conversation} /> : null}
        <h1
          className="max-w-[calc(100%-1.5rem)] min-w-0 shrink-0 truncate text-lg font-semibold max-md:shrink"
          dir="auto"
        >
          {titleIn(conversation) ?? conversationName(conversation, state.members, state.reader)}
        </h1>
        <OtherHere />
        {conversation.archivedAt === null ? null : <Chip>Archived</Chip>}
        <Subject />
        {conversation.topic === "" ? null : (
          <p
            className="min-w-0 truncate border-s border-line ps-2 text-quiet max-lg:hidden"
            dir="auto"
            title={conversation.topic}
          >
            {conversation.topic}
          </p>
        )}
      </div>
      <Join />
      <Call />
      <span className="flex max-lg:hidden @max-lg:hidden" title="Here now">
        <AvatarStack people={here} max={FACES} size="sm" />
      </span>
      <Tool count={members}>
        <IconButton
          icon={UsersRound}
          label={members === null ? "Members" : membersInWords(members)}
          onClick={() => openDetails(conversation.id, "members")}
        />
      </Tool>
      <IconButton
        icon={MessagesSquare}
        label={newReplies > 0 ? `Threads, ${countInShort(newReplies)} new replies` : "Threads"}
        aria-pressed={beside === "threads"}
        className={newReplies > 0 ? "text-accent" : undefined}
        onClick={toggle("threads")}
      />
      <Tool count={pins > 0 ? pins : null}>
        <IconButton icon={Pin} label={pinsInWords(pins)} aria-pressed={beside === "pins"} onClick={toggle("pins")} />
      </Tool>
      <Link
        to="/w/$workspace/search"
        params={{ workspace }}
        search={{ q: narrowed("", "in", conversation.name || conversation.id) }}
        className={iconButtonClass()}
        aria-label="Search in this conversation"
        data-tip="Search in this conversation"
      >
        <Search aria-hidden />
      </Link>
      <IconButton icon={Info} label="Details" onClick={() => openDetails(conversation.id)} />
    </header>
  );
}

/** What a conversation about something else is called above it; null for all others. */
function titleIn({ about }: Conversation): string | null {
  if (about === null) return null;
  return about.type === "call" ? "Chat" : "Discussion";
}

/** A button with how many there are beside it, which its name says too. */
function Tool({ count, children }: { count: number | null; children: ReactNode }) {
  return (
    <span className="flex items-center">
      {children}
      {count === null ? null : (
        <span aria-hidden className="-ms-1 pe-1 text-xs text-quiet max-md:hidden">
          {count}
        </span>
      )}
    </span>
  );
}

/** The way to belong to a channel that one only looks at. */
function Join() {
  const { state } = useWorkspace();
  const { conversation } = useOpenConversation();
  const { join } = useConversationActs();
  const act = useAct(join);
  const isOpen = conversation.kind === "channel" && conversation.archivedAt === null;
  if (!isOpen || state.joined.includes(conversation.id)) return null;
  return (
    <Button size="sm" look="primary" disabled={act.busy} onClick={() => void act.run(conversation)}>
      Join
    </Button>
  );
}

/** The way into the call that goes on here, or what starts one. */
function Call() {
  const { conversation, name } = useOpenConversation();
  // What is said in a call is said in that one; and about a task one calls from there.
  if (conversation.archivedAt !== null || conversation.about !== null) return null;
  return (
    <Suspense>
      <StartCall about={{ type: "conversation", conversation: conversation.id }} name={name} />
    </Suspense>
  );
}

/** Whether the one whom a direct conversation is with is in the workspace at this moment. */
function OtherHere() {
  const { room, state } = useWorkspace();
  const { conversation } = useOpenConversation();
  const present = usePresence(room);
  const [other] = conversation.kind === "direct" ? othersIn(conversation.members, state.reader) : [];
  if (other === undefined || !present.some(({ user }) => user === other)) return null;
  return (
    <span className="flex shrink-0 items-center gap-1 text-xs text-quiet">
      <span aria-hidden className="size-2 rounded-full bg-good" />
      Here now
    </span>
  );
}

/** What a discussion is about: the task or page as it is called now, or the way to the call. */
function Subject() {
  const { conversation } = useOpenConversation();
  const { id: workspace } = useWorkspace();
  const { about } = conversation;
  if (about === null) return null;
  if (about.type === "call") {
    return (
      <Link to="/w/$workspace/calls/$call" params={{ workspace, call: about.call }} className="min-w-0 truncate">
        The call
      </Link>
    );
  }
  const id = about.type === "task" ? about.task : about.page;
  return (
    <span className="min-w-0 truncate">
      <MentionChip kind={about.type} id={id} label={about.type === "task" ? "the task" : "the page"} />
    </span>
  );
}

function membersInWords(members: number): string {
  return members === 1 ? "1 member" : `${members} members`;
}

function pinsInWords(pins: number): string {
  if (pins === 0) return "Pins";
  return pins === 1 ? "1 pin" : `${pins} pins`;
}
