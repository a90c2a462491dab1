import { type ReactNode, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { ReadState, ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { TimeDialog } from "../../times/time-dialog.tsx";
import { DeleteMessage } from "../message/delete-message.tsx";
import { useMessageActs } from "../message/use-message-acts.ts";
import { useOpenConversation } from "../open-conversation.tsx";
import { FlowContext } from "./flow.tsx";
import { MessageKeys } from "./message-keys.tsx";
import { MessageList } from "./message-list.tsx";
import { useReading } from "./use-reading.ts";

interface FlowViewProps {
  thread: string | null;
  label: string;
  /** The message that began the thread. */
  root: ShownMessage | null;
  messages: readonly ShownMessage[];
  older: Edge;
  newer: Edge;
  threads: ReadonlyMap<string, ThreadState>;
  /** What one has read; null in a thread that one does not follow. */
  read: ReadState | null;
  beginning: ReactNode;
  goal: string | null;
  onOlder: () => void;
  onNewer: () => void;
  onNewest: () => void;
  onFirstNew: (after: number) => void;
  /** The message that one reads, while it is not the newest. */
  onPlace: (message: string | null) => void;
  /** Where one writes, below the messages; the arrow up there edits what one wrote last. */
  writing: (acts: { editLast: () => boolean; wrote: () => void }) => ReactNode;
}

type Asked = { name: "delete" | "time"; message: ShownMessage } | null;

/** One flow of messages, read along as one looks, with what can be done in it and the place to write below. */
export function FlowView({ thread, read, writing, ...list }: FlowViewProps) {
  const { room } = useOpenConversation();
  const { me } = useSignedIn();
  const { root, messages, newer } = list;
  const [isAtEnd, setAtEnd] = useState(false);
  const [editing, setEditing] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked>(null);
  const view = useRef<HTMLDivElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const tell = useCallback((seq: number) => room.read(seq, thread), [room, thread]);
  const last = newer === "none" ? messages.findLast(({ sending }) => sending === undefined) : undefined;
  const { since, markUnread, markRead } = useReading({ read, last, isAtEnd, tell });
  const flow = useMemo(
    () => ({
      thread,
      edit: setEditing,
      endEdit: () => {
        setEditing(null);
        focusWriting(view);
      },
      markUnread,
      askDelete: (message: ShownMessage) => setAsked({ name: "delete", message }),
      askTime: (message: ShownMessage) => setAsked({ name: "time", message }),
    }),
    [thread, markUnread],
  );
  const editLast = () => {
    const own = messages.findLast(
      ({ author, deletedAt, sending, call }) => author === me.id && !deletedAt && !sending && !call,
    );
    if (own) setEditing(own.id);
    return own !== undefined;
  };
  useGoneFromEditing(editing, messages, setEditing);
  return (
    <FlowContext value={flow}>
      <div ref={view} data-takes-files="" className="flex min-h-0 flex-1 flex-col">
        <MessageList
          {...list}
          scroller={scroller}
          since={since}
          unread={read?.unread ?? 0}
          editing={editing}
          onAtEnd={setAtEnd}
          onMarkRead={() => {
            // Only at the newest is it known how much there is to be read.
            if (newer !== "none") list.onNewest();
            markRead();
          }}
        />
        {writing({ editLast, wrote: markRead })}
        <MessageKeys
          view={view}
          messages={root ? [root, ...messages] : messages}
          hasNew={since !== null}
          onRead={markRead}
        />
        <AskedOf asked={asked} onClose={() => setAsked(null)} />
      </div>
    </FlowContext>
  );
}

function AskedOf({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { remind } = useMessageActs();
  if (asked === null) return null;
  const { message } = asked;
  if (asked.name === "delete") return <DeleteMessage message={message} onClose={onClose} />;
  return (
    <TimeDialog
      title="When shall we remind you?"
      submit="Remind me"
      onClose={onClose}
      onPick={(at) => {
        onClose();
        remind(message, at);
      }}
    />
  );
}

/** A message that is gone is edited no more. */
function useGoneFromEditing(
  editing: string | null,
  messages: readonly ShownMessage[],
  edit: (message: string | null) => void,
): void {
  const gone = editing !== null && messages.some(({ id, deletedAt }) => id === editing && deletedAt !== null);
  useEffect(() => {
    if (gone) edit(null);
  }, [gone, edit]);
}

/** Gives the focus to where one writes in this flow. */
function focusWriting(view: RefObject<HTMLElement | null>): void {
  view.current?.querySelector<HTMLElement>("[data-writing] [contenteditable=true]")?.focus();
}
