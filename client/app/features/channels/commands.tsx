import { useNavigate, useParams } from "@tanstack/react-router";
import { Compass, Hash, Info, MessageSquarePlus, Plus, Search } from "lucide-react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { Face } from "../../design/face.tsx";
import { useFinder } from "../palette/finders.ts";
import type { Choice } from "../shortcuts/command.ts";
import { useCommand } from "../shortcuts/use-command.ts";
import { useWorkspace, WorkspaceContext } from "../workspace/workspace.tsx";
import { asked, openDetails } from "./asked.ts";
import { KindIcon } from "./kind-icon.tsx";
import { conversationName, conversationWords } from "./names.ts";
import { makesChannels, writesDirectly } from "./roles.ts";
import { useListed } from "./use-conversations.ts";
import { useWriteTo } from "./write-to.ts";

/** As many as are told at once. */
const MOST = 8;

/** What can be done about conversations from anywhere in a workspace: go to one, write to someone, make a new one. */
export function ConversationCommands() {
  const within = useWorkspace();
  const { id: workspace, role, state } = within;
  const navigate = useNavigate();
  const { conversation: open } = useParams({ strict: false });
  const { channels, direct } = useListed();
  const writeTo = useWriteTo();
  const go = (conversation: string) =>
    navigate({ to: "/w/$workspace/c/$conversation", params: { workspace, conversation } });
  const first = channels[0] ?? direct[0];
  const choiceOf = (conversation: Conversation): Choice => ({
    id: `conversation:${conversation.id}`,
    words: conversationWords(conversation, state.members, state.reader),
    detail: conversation.archivedAt === null ? undefined : "Archived",
    keywords: [conversationName(conversation, state.members, state.reader), conversation.topic],
    // The palette, which draws it, stands outside of every workspace.
    leading: (
      <WorkspaceContext value={within}>
        <KindIcon conversation={conversation} />
      </WorkspaceContext>
    ),
    run: () => go(conversation.id),
  });
  useFinder({
    id: "conversations",
    words: "Conversations",
    find: (words, match) => match(words, state.conversations.map(choiceOf)).slice(0, MOST),
  });
  useFinder({
    id: "people",
    words: "People",
    find: (words, match) => {
      if (!writesDirectly(role)) return [];
      const people = state.members.map(
        ({ user, name }): Choice => ({
          id: `person:${user}`,
          words: user === state.reader ? `${name} (you)` : name,
          detail: "Direct message",
          leading: <Face user={user} name={name} />,
          run: () => writeTo(user),
        }),
      );
      return match(words, people).slice(0, MOST);
    },
  });
  useCommand({
    id: "go:conversations",
    words: "Conversations",
    keywords: ["channels", "chat", "messages"],
    group: "go",
    icon: Hash,
    keys: "g c",
    when: () => first !== undefined,
    run: () => first && go(first.id),
  });
  useCommand({
    id: "go:channels",
    words: "Browse channels",
    keywords: ["join", "conversations"],
    group: "go",
    icon: Compass,
    keys: "g h",
    run: () => navigate({ to: "/w/$workspace/channels", params: { workspace } }),
  });
  useCommand({
    id: "go:messages",
    words: "Search messages",
    keywords: ["find", "conversations"],
    group: "go",
    icon: Search,
    keys: "g f",
    run: () => navigate({ to: "/w/$workspace/search", params: { workspace } }),
  });
  useCommand({
    id: "create:channel",
    words: "New channel",
    keywords: ["conversation", "private"],
    group: "create",
    icon: Plus,
    when: () => makesChannels(role),
    run: () => asked.set({ name: "new channel" }),
  });
  useCommand({
    id: "create:message",
    words: "New message",
    keywords: ["direct", "group", "person", "write"],
    group: "create",
    icon: MessageSquarePlus,
    keys: "g n",
    when: () => writesDirectly(role),
    run: () => asked.set({ name: "new message" }),
  });
  useCommand({
    id: "conversation:details",
    words: "Details and members of this conversation",
    keywords: ["topic", "archive", "export", "retention", "mute"],
    group: "conversation",
    icon: Info,
    when: () => state.conversations.some(({ id }) => id === open),
    run: () => open && openDetails(open),
  });
  return null;
}
