import { Link } from "@tanstack/react-router";
import { BookmarkX } from "lucide-react";
import type { SavedMessage } from "../../../../durable-objects/inbox/protocol.ts";
import type { InboxRoom } from "../../../sdk/inbox/inbox.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { useToast } from "../../design/toasts.tsx";
import { agoInWords, exactTime } from "../../words/dates.ts";
import { useConversationWords } from "../channels/conversation-words.ts";

/** A message one has saved: it leads to where it was said, and can be taken off the list. */
export function SavedRow({ saved, inbox }: { saved: SavedMessage; inbox: InboxRoom }) {
  const { workspace, conversation, message, savedAt, excerpt, authorName } = saved;
  const place = useConversationWords(conversation);
  const tell = useToast();
  const remove = () => {
    void inbox.unsave(message);
    const { savedAt: _, ...again } = saved;
    tell({ words: "Taken off your list.", action: { label: "Undo", run: () => void inbox.save(again) } });
  };
  return (
    <li className="flex min-w-0 items-start gap-1 pe-2 hover:bg-hover">
      <Link
        to="/w/$workspace/c/$conversation"
        params={{ workspace, conversation }}
        search={{ message }}
        className="grid min-w-0 flex-1 gap-0.5 px-3.5 py-2.5 text-ink no-underline"
      >
        <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <bdi className="font-semibold">{authorName}</bdi>
          <bdi className="text-quiet">{place}</bdi>
          <time className="text-quiet" dateTime={new Date(savedAt).toISOString()} title={exactTime(savedAt)}>
            saved {agoInWords(savedAt, Date.now())}
          </time>
        </span>
        <span className="[overflow-wrap:anywhere]" dir="auto">
          {excerpt === "" ? <i className="text-quiet">A message with files</i> : excerpt}
        </span>
      </Link>
      <span className="pt-2">
        <IconButton icon={BookmarkX} label="Take it off the list" size="sm" onClick={remove} />
      </span>
    </li>
  );
}
