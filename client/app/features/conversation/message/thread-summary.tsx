import type { ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { AvatarStack } from "../../../design/avatar.tsx";
import { countInShort } from "../../../words/counts.ts";
import { agoInWords } from "../../../words/dates.ts";
import { useNameOf } from "../../channels/use-name-of.ts";
import { useOpenConversation } from "../open-conversation.tsx";

/** What was replied to a message, as the way into its thread. */
export function ThreadSummary({ message, state }: { message: ShownMessage; state: ThreadState | undefined }) {
  const { openThread } = useOpenConversation();
  const nameOf = useNameOf();
  const { thread } = message;
  if (!thread || thread.replies === 0) return null;
  const people = thread.users.map((user) => ({ user, name: nameOf(user) }));
  const unread = state?.following ? state.unread : 0;
  return (
    <button
      type="button"
      onClick={() => openThread(message.id)}
      className="-ms-1 mt-1 flex min-h-8 max-w-full items-center gap-2 rounded-md border border-transparent px-1 pe-2 text-start text-sm hover:border-line hover:bg-raised pointer-coarse:min-h-11"
    >
      <span aria-hidden className="flex">
        <AvatarStack people={people} max={4} size="sm" />
      </span>
      <span className="font-medium text-accent">{repliesInWords(thread.replies)}</span>
      {unread > 0 ? (
        <span className="rounded-full bg-accent px-1.5 text-xs font-semibold text-accent-ink">
          {newRepliesInWords(unread)}
        </span>
      ) : null}
      <span className="truncate text-xs text-quiet">Last reply {agoInWords(thread.lastAt, Date.now())}</span>
    </button>
  );
}

/** So many replies, in words. */
export function repliesInWords(replies: number): string {
  return replies === 1 ? "1 reply" : `${replies} replies`;
}

/** So many new replies, in words. */
export function newRepliesInWords(unread: number): string {
  return `${countInShort(unread)} new`;
}
