import { clsx } from "clsx";
import type { Reaction } from "../../../../../durable-objects/conversation/protocol.ts";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Tooltip } from "../../../design/tooltip.tsx";
import { inARow } from "../../../words/in-a-row.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useNameOf } from "../../channels/use-name-of.ts";
import { useOpenConversation } from "../open-conversation.tsx";
import { AddReaction } from "./add-reaction.tsx";
import { useMessageActs } from "./use-message-acts.ts";

/** More names than these are told as how many. */
const NAMES = 12;

/** How people reacted to a message; each is a button that does the same, or takes it back. */
export function Reactions({ message }: { message: ShownMessage }) {
  const { mayWrite } = useOpenConversation();
  if (message.reactions.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-1 pt-1">
      <ul aria-label="Reactions" className="contents">
        {message.reactions.map((reaction) => (
          <li key={reaction.emoji} className="flex">
            <ReactionButton message={message} reaction={reaction} mayWrite={mayWrite} />
          </li>
        ))}
      </ul>
      {mayWrite ? <AddReaction message={message} look="chip" /> : null}
    </div>
  );
}

function ReactionButton({
  message,
  reaction: { emoji, users },
  mayWrite,
}: {
  message: ShownMessage;
  reaction: Reaction;
  mayWrite: boolean;
}) {
  const { me } = useSignedIn();
  const { react } = useMessageActs();
  const nameOf = useNameOf();
  const mine = users.includes(me.id);
  const names = users.slice(0, NAMES).map((user) => (user === me.id ? "you" : nameOf(user)));
  const more = users.length - names.length;
  const who = inARow(more > 0 ? [...names, `${more} more`] : names);
  return (
    <Tooltip label={`${emoji} by ${who}`}>
      <button
        type="button"
        aria-pressed={mine}
        aria-label={`${emoji} ${users.length}, by ${who}`}
        aria-disabled={mayWrite ? undefined : true}
        onClick={() => (mayWrite ? react(message, emoji, !mine) : undefined)}
        className={clsx(
          "inline-flex min-h-6.5 items-center gap-1 rounded-full border px-2 text-xs font-medium transition-colors duration-quick pointer-coarse:min-h-9 pointer-coarse:px-3",
          mine ? "border-accent bg-accent-soft text-accent" : "border-line bg-sunk text-ink hover:border-line-strong",
        )}
      >
        <span aria-hidden className="text-base leading-none">
          {emoji}
        </span>
        {users.length}
      </button>
    </Tooltip>
  );
}
