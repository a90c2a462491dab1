import { Link } from "@tanstack/react-router";
import { Paperclip } from "lucide-react";
import type { FoundMessage } from "../../../../durable-objects/conversation/protocol.ts";
import { Avatar } from "../../design/avatar.tsx";
import { agoInWords, exactTime } from "../../words/dates.ts";
import { useConversationWords } from "../channels/conversation-words.ts";
import { useNameOf } from "../channels/use-name-of.ts";
import { useWorkspace } from "../workspace/workspace.tsx";

/** One message that was found, with what was looked for marked in it; it leads to where it was said. */
export function FoundRow({ found: { conversation, message, excerpt } }: { found: FoundMessage }) {
  const { id: workspace } = useWorkspace();
  const place = useConversationWords(conversation);
  const { author, authorName, replyTo, attachments, at } = message;
  const name = useNameOf()(author, authorName);
  return (
    <li className="min-w-0">
      <Link
        to="/w/$workspace/c/$conversation"
        params={{ workspace, conversation }}
        search={{ message: message.id, ...(replyTo === null ? {} : { thread: replyTo }) }}
        className="flex gap-3 px-3.5 py-2.5 text-ink no-underline hover:bg-hover"
      >
        <span aria-hidden className="pt-0.5">
          <Avatar user={author} name={name} />
        </span>
        <span className="grid min-w-0 flex-1 gap-0.5">
          <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <bdi className="font-semibold">{name}</bdi>
            <bdi className="text-quiet">
              {place}
              {replyTo === null ? "" : ", in a thread"}
            </bdi>
            <time className="text-quiet" dateTime={new Date(at).toISOString()} title={exactTime(at)}>
              {agoInWords(at, Date.now())}
            </time>
          </span>
          <Excerpt pieces={excerpt} />
          {attachments.length > 0 ? (
            <span className="flex min-w-0 items-center gap-1 text-sm text-quiet">
              <Paperclip aria-hidden className="size-3.5 shrink-0" />
              <span className="truncate">{attachments.map((each) => each.name).join(", ")}</span>
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}

function Excerpt({ pieces }: { pieces: FoundMessage["excerpt"] }) {
  let at = 0;
  return (
    <span className="[overflow-wrap:anywhere]" dir="auto">
      {pieces.map(({ text, hit }) => {
        const key = at;
        at += text.length;
        return hit ? (
          <mark key={key} className="rounded-sm bg-warn-soft px-0.5 text-warn">
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </span>
  );
}
