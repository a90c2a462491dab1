import { useObserved } from "../../../../react/observed.ts";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { iconButtonClass } from "../../../design/icon-button.tsx";
import { Tooltip } from "../../../design/tooltip.tsx";
import { useSignedIn } from "../../account/signed-in.tsx";
import { recentEmoji } from "../../emoji/recent.ts";
import { useOpenConversation } from "../open-conversation.tsx";
import { useMessageActs } from "./use-message-acts.ts";

/** What people mean most, until they have chosen others. */
const USUAL = ["👍", "✅", "👀"];

/** One's latest reactions, at one press. */
export function QuickReactions({ message, onDone }: { message: ShownMessage; onDone?: (() => void) | undefined }) {
  const { mayWrite } = useOpenConversation();
  const { me } = useSignedIn();
  const { react } = useMessageActs();
  const recent = useObserved(recentEmoji);
  if (!mayWrite) return null;
  return [...new Set([...recent, ...USUAL])].slice(0, USUAL.length).map((emoji) => {
    const mine = message.reactions.some((each) => each.emoji === emoji && each.users.includes(me.id));
    return (
      <Tooltip key={emoji} label={mine ? `Take back ${emoji}` : `React with ${emoji}`}>
        <button
          type="button"
          aria-label={mine ? `Take back ${emoji}` : `React with ${emoji}`}
          className={iconButtonClass({ size: "sm" })}
          onClick={() => {
            react(message, emoji, !mine);
            onDone?.();
          }}
        >
          <span aria-hidden className="text-base leading-none">
            {emoji}
          </span>
        </button>
      </Tooltip>
    );
  });
}
