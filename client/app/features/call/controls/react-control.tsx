import { SmilePlus } from "lucide-react";
import { Popover } from "../../../design/popover.tsx";
import { useShownCall } from "../open-call.tsx";
import { CallButton } from "./call-button.tsx";

/** What people say without words while somebody speaks. */
const REACTIONS = [
  { emoji: "👍", name: "Thumbs up" },
  { emoji: "❤️", name: "Heart" },
  { emoji: "👏", name: "Applause" },
  { emoji: "😂", name: "Laughter" },
  { emoji: "🎉", name: "Celebration" },
  { emoji: "😮", name: "Surprise" },
  { emoji: "🤔", name: "Thinking" },
  { emoji: "👎", name: "Thumbs down" },
  { emoji: "🙏", name: "Thanks" },
  { emoji: "👋", name: "Wave" },
] as const;

/** Emoji that rise over the pictures of all; the list stays open, since one rarely applauds once. */
export function ReactControl() {
  const { session } = useShownCall();
  return (
    <Popover label="Reactions" align="center" trigger={<CallButton icon={SmilePlus} label="React" />}>
      {() => (
        <div className="grid grid-cols-5 gap-1">
          {REACTIONS.map(({ emoji, name }) => (
            <button
              key={name}
              type="button"
              aria-label={name}
              className="grid size-11 place-content-center rounded-md text-xl hover:bg-hover"
              onClick={() => session.react(emoji)}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
