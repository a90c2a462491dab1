import { clsx } from "clsx";
import { Pin } from "lucide-react";
import { memo } from "react";
import type { ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Avatar } from "../../../design/avatar.tsx";
import { exactTime } from "../../../words/dates.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { AttachmentList } from "../../attachments/attachment-list.tsx";
import { useNameOf } from "../../channels/use-name-of.ts";
import { MessageText } from "../../message-text/message-text.tsx";
import { excerptOf } from "../../message-text/plain-words.ts";
import { minuteOf } from "../list/day-words.ts";
import { useFlow } from "../list/flow.tsx";
import { CallOfMessage } from "./call-of-message.tsx";
import { EditMessage } from "./edit-message.tsx";
import { EditedMark } from "./edited-mark.tsx";
import { LinkPreviews } from "./link-previews.tsx";
import { MessageToolbar } from "./message-toolbar.tsx";
import { Reactions } from "./reactions.tsx";
import { Sending } from "./sending.tsx";
import { ThreadSummary } from "./thread-summary.tsx";
import { Tombstone } from "./tombstone.tsx";
import { useActive } from "./use-active.tsx";

interface MessageProps {
  message: ShownMessage;
  /** Whether it is told under its author's name, or goes on under the one above. */
  leads: boolean;
  /** What its reader has read of its thread. */
  thread?: ThreadState | undefined;
  isEditing: boolean;
  /** Somebody has come here by a link to it. */
  isHighlighted: boolean;
  /** Whether Tab comes to it. */
  isTabStop: boolean;
}

/** As much of a text as is said when the focus comes to its message. */
const SAID = 300;

/** One message: who wrote it and when, what it says, and what became of it. */
export const Message = memo(function Message(props: MessageProps) {
  const { message, leads, thread, isEditing, isHighlighted, isTabStop } = props;
  const { me } = useSignedIn();
  const flow = useFlow();
  const nameOf = useNameOf();
  const { article, active, menu, handlers } = useActive(message);
  const name = nameOf(message.author, message.authorName);
  const isGone = message.deletedAt !== null;
  const said = isGone ? "This message was deleted." : excerptOf(message.text, SAID);
  const mentionsMe = !isGone && (message.mentions.includes(me.id) || message.mentionsAll !== null);
  return (
    <article
      ref={article}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}, ${minuteOf(message.at)}: ${said}`}
      data-message={message.id}
      data-highlighted={isHighlighted || undefined}
      {...handlers}
      className={clsx(
        "group/message relative flex gap-3 px-5 outline-offset-[-2px] max-md:px-3 pointer-coarse:select-none pointer-coarse:[-webkit-touch-callout:none]",
        leads ? "pt-1.5 pb-0.5" : "py-0.5",
        isEditing || isHighlighted
          ? "bg-warn-soft"
          : message.pinnedAt !== null
            ? "bg-accent-soft"
            : mentionsMe
              ? "bg-warn-soft/40 hover:bg-warn-soft/60"
              : "hover:bg-sunk focus-within:bg-sunk",
        message.sending === "waiting" && "opacity-70",
      )}
    >
      <div className="w-9 shrink-0">
        {leads ? (
          <span aria-hidden className="mt-0.5 flex justify-center">
            <Avatar user={message.author} name={name} size="md" />
          </span>
        ) : (
          <Time at={message.at} look="aside" />
        )}
      </div>
      <div className="min-w-0 flex-1">
        {leads ? (
          <p className="flex flex-wrap items-baseline gap-x-2">
            <bdi className="font-semibold">{name}</bdi>
            <Time at={message.at} look="beside" />
          </p>
        ) : null}
        {message.pinnedBy !== null && !isGone ? (
          <p className="flex items-center gap-1 text-xs text-accent">
            <Pin aria-hidden className="size-3" />
            Pinned by {message.pinnedBy === me.id ? "you" : nameOf(message.pinnedBy)}
          </p>
        ) : null}
        {isGone ? <Tombstone /> : isEditing ? <EditMessage message={message} /> : <Said message={message} />}
        {isGone || isEditing ? null : <Reactions message={message} />}
        {flow.thread === null ? <ThreadSummary message={message} state={thread} /> : null}
        <Sending message={message} />
      </div>
      {active && !isEditing && !isGone && message.sending === undefined ? <MessageToolbar message={message} /> : null}
      {menu}
    </article>
  );
});

/** What it says: words, files, and what the server found behind its links; or how the call stands that it is about. */
function Said({ message }: { message: ShownMessage }) {
  if (message.call) return <CallOfMessage card={message.call} />;
  return (
    <>
      {message.text === "" ? null : <MessageText text={message.text} />}
      <EditedMark message={message} />
      <AttachmentList attachments={message.attachments} />
      <LinkPreviews previews={message.previews} />
    </>
  );
}

function Time({ at, look }: { at: number; look: "beside" | "aside" }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={exactTime(at)}
      className={clsx(
        "text-xs text-quiet",
        look === "aside" &&
          "-mx-2 block pt-0.5 text-center whitespace-nowrap opacity-0 group-focus-within/message:opacity-100 group-hover/message:opacity-100",
      )}
    >
      {minuteOf(at)}
    </time>
  );
}
