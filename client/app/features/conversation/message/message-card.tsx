import type { ReactNode } from "react";
import type { Message } from "../../../../../durable-objects/conversation/protocol.ts";
import { Button } from "../../../design/button.tsx";
import { Face } from "../../../design/face.tsx";
import { exactTime } from "../../../words/dates.ts";
import { AttachmentList } from "../../attachments/attachment-list.tsx";
import { useNameOf } from "../../channels/use-name-of.ts";
import { MessageText } from "../../message-text/message-text.tsx";
import { Tombstone } from "./tombstone.tsx";

interface MessageCardProps {
  message: Message;
  /** Said of it below. */
  below?: ReactNode;
  acts?: ReactNode;
  onOpen: () => void;
}

/** A message outside of its conversation: what it says, and the way to it. */
export function MessageCard({ message, below, acts, onOpen }: MessageCardProps) {
  const nameOf = useNameOf();
  const name = nameOf(message.author, message.authorName);
  return (
    <article
      aria-label={`${name}, ${exactTime(message.at)}`}
      className="grid grid-cols-1 gap-1.5 rounded-lg border border-line bg-raised p-3 shadow-card"
    >
      <header className="flex items-center gap-2">
        <Face user={message.author} name={name} />
        <bdi className="min-w-0 truncate font-semibold">{name}</bdi>
        <time dateTime={new Date(message.at).toISOString()} className="flex-1 truncate text-xs text-quiet">
          {exactTime(message.at)}
        </time>
        {acts}
      </header>
      {message.deletedAt !== null ? (
        <Tombstone />
      ) : (
        <div className="line-clamp-6">{message.text === "" ? null : <MessageText text={message.text} />}</div>
      )}
      <AttachmentList attachments={message.attachments} />
      <footer className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={onOpen}>
          Go to it
        </Button>
        {below}
      </footer>
    </article>
  );
}
