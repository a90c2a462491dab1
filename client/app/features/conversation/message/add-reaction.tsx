import { SmilePlus } from "lucide-react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { iconButtonClass } from "../../../design/icon-button.tsx";
import { EmojiPopover } from "../../emoji/emoji-popover.tsx";
import { useMessageActs } from "./use-message-acts.ts";

const CHIP =
  "inline-flex min-h-6.5 items-center rounded-full border border-line bg-sunk px-2 text-quiet hover:border-line-strong hover:text-ink pointer-coarse:min-h-9 pointer-coarse:px-3 [&_svg]:size-4";

/** A button and all emoji, to react to a message with one. */
export function AddReaction({ message, look }: { message: ShownMessage; look: "chip" | "tool" }) {
  const { react } = useMessageActs();
  return (
    <EmojiPopover
      align="end"
      onChoose={(emoji) => react(message, emoji, true)}
      trigger={
        <button
          type="button"
          aria-label="Add a reaction"
          data-tip="Add a reaction"
          data-tip-keys={look === "tool" ? "r" : undefined}
          data-act={look === "tool" ? "react" : undefined}
          className={look === "tool" ? iconButtonClass({ size: "sm" }) : CHIP}
        >
          <SmilePlus aria-hidden />
        </button>
      }
    />
  );
}
