import { useQuery } from "@tanstack/react-query";
import { Button } from "../../design/button.tsx";
import type { Trigger } from "../../design/opener.tsx";
import { Popover } from "../../design/popover.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { partQuery } from "../../queries/parts.ts";

const PICKER = partQuery("emoji picker", () => import("./emoji-picker.tsx"));

interface EmojiPopoverProps {
  trigger: Trigger;
  align?: "start" | "center" | "end" | undefined;
  /** Called once it is closed, so that it may take the focus. */
  onChoose: (emoji: string) => void;
}

/** A button and the emoji to choose one from. Nothing of them is loaded before it is opened the first time. */
export function EmojiPopover({ trigger, align, onChoose }: EmojiPopoverProps) {
  return (
    <Popover trigger={trigger} label="Emoji" holds="list" align={align}>
      {(close) => <Loaded onChoose={(emoji) => close(() => onChoose(emoji))} />}
    </Popover>
  );
}

function Loaded({ onChoose }: { onChoose: (emoji: string) => void }) {
  const { data: Picker, isError, refetch } = useQuery(PICKER);
  if (Picker) return <Picker onChoose={onChoose} />;
  if (!isError) return <Skeleton className="m-2 h-80" />;
  return (
    <div className="grid gap-2 p-3">
      <p>The emoji could not be loaded; it takes a network.</p>
      <div>
        <Button size="sm" onClick={() => void refetch()}>
          Try again
        </Button>
      </div>
    </div>
  );
}
