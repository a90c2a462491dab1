import { Composer } from "../composer/composer.tsx";
import { useOpenConversation } from "./open-conversation.tsx";
import { TypingLine } from "./typing-line.tsx";

interface WritingPlaceProps {
  thread: string | null;
  /** Takes up what one wrote last; answers whether there is anything. */
  editLast: () => boolean;
  /** A message was sent: whoever writes has read. */
  wrote: () => void;
}

/** Where one writes, with who else does below it. */
export function WritingPlace({ thread, editLast, wrote }: WritingPlaceProps) {
  const { room, conversation, name, mayWrite } = useOpenConversation();
  return (
    <div data-writing="">
      <div className="px-5 pt-1 max-md:px-2">
        <Composer
          key={`${conversation.id} ${thread}`}
          room={room}
          conversation={conversation}
          name={name}
          mayWrite={mayWrite}
          thread={thread}
          onEditLast={editLast}
          onSent={wrote}
        />
      </div>
      <TypingLine thread={thread} />
    </div>
  );
}
