import {
  AlarmClock,
  Bookmark,
  BookmarkX,
  Copy,
  Link2,
  MailOpen,
  MessageCircle,
  MessageSquareReply,
  Pencil,
  Pin,
  PinOff,
  Trash2,
} from "lucide-react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { MenuItem, MenuLine, MenuSub } from "../../../design/menu.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { writesDirectly } from "../../channels/roles.ts";
import { useWriteTo } from "../../channels/write-to.ts";
import { PutOffItems } from "../../inbox/put-off-menu.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useFlow } from "../list/flow.tsx";
import { useOpenConversation } from "../open-conversation.tsx";
import { useMessageActs } from "./use-message-acts.ts";
import { useSaved } from "./use-saved.ts";

/** Everything that can be done with a message. */
export function MessageMenuItems({ message }: { message: ShownMessage }) {
  const { me } = useSignedIn();
  const flow = useFlow();
  const { conversation, mayWrite, mayModerate, openThread } = useOpenConversation();
  const { state, role } = useWorkspace();
  const acts = useMessageActs();
  const writeTo = useWriteTo();
  const isSaved = useSaved(message.id);
  const author = state.members.find(({ user }) => user === message.author);
  const isMine = message.author === me.id;
  const isPinned = message.pinnedAt !== null;
  return (
    <>
      {flow.thread === null ? (
        <MenuItem icon={MessageSquareReply} shortcut="t" onSelect={() => openThread(message.id)}>
          {mayWrite ? "Reply in a thread" : "Open the thread"}
        </MenuItem>
      ) : null}
      {mayWrite && isMine && !message.call ? (
        <MenuItem icon={Pencil} shortcut="e" onSelect={() => flow.edit(message.id)}>
          Edit
        </MenuItem>
      ) : null}
      <MenuItem icon={MailOpen} shortcut="u" onSelect={() => flow.markUnread(message)}>
        Unread from here
      </MenuItem>
      <MenuSub icon={AlarmClock} label="Remind me">
        <PutOffItems
          until={null}
          onPick={(at) => (at === null ? undefined : acts.remind(message, at))}
          onAsk={() => flow.askTime(message)}
        />
      </MenuSub>
      {author && !isMine && conversation.kind !== "direct" && writesDirectly(role) ? (
        <MenuItem icon={MessageCircle} onSelect={() => void writeTo(author.user)}>
          Write to {author.name}
        </MenuItem>
      ) : null}
      <MenuLine />
      <MenuItem icon={Copy} onSelect={() => acts.copyText(message)}>
        Copy text
      </MenuItem>
      <MenuItem icon={Link2} onSelect={() => acts.copyLink(message)}>
        Copy link
      </MenuItem>
      <MenuItem
        icon={isSaved ? BookmarkX : Bookmark}
        shortcut="s"
        disabled={isSaved === null}
        onSelect={() => acts.save(message, !isSaved)}
      >
        {isSaved ? "Take off the saved" : "Save for later"}
      </MenuItem>
      {mayWrite ? (
        <MenuItem icon={isPinned ? PinOff : Pin} shortcut="p" onSelect={() => acts.pin(message, !isPinned)}>
          {isPinned ? "Unpin" : "Pin"}
        </MenuItem>
      ) : null}
      {mayWrite && (isMine || mayModerate) ? (
        <>
          <MenuLine />
          <MenuItem icon={Trash2} shortcut="delete" danger onSelect={() => flow.askDelete(message)}>
            Delete…
          </MenuItem>
        </>
      ) : null}
    </>
  );
}
