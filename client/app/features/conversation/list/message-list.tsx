import { clsx } from "clsx";
import { type ReactNode, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import type { ThreadState } from "../../../../../durable-objects/conversation/protocol.ts";
import type { Edge, ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Message } from "../message/message.tsx";
import { EdgeNotice } from "./edge-notice.tsx";
import { JumpDown } from "./jump-down.tsx";
import { DayLine, NewLine } from "./lines.tsx";
import { NewBanner } from "./new-banner.tsx";
import type { NewSince } from "./new-since.ts";
import { lookOf } from "./row-look.ts";
import { useGoingTo } from "./use-going-to.ts";
import { useListKeys } from "./use-list-keys.ts";
import { useNewsSaid } from "./use-news-said.ts";
import { useWindow } from "./use-window.ts";

/** What the messages of a flow are read and walked by. */
interface MessageListProps {
  /** What is listed, for screen readers. */
  label: string;
  /** The message that began the thread; it stands above all replies. */
  root: ShownMessage | null;
  messages: readonly ShownMessage[];
  older: Edge;
  newer: Edge;
  /** What one has read of the threads that messages began. */
  threads: ReadonlyMap<string, ThreadState>;
  /** What stands above the first message of all. */
  beginning: ReactNode;
  since: NewSince | null;
  /** How many one has not read. */
  unread: number;
  /** The message somebody has come here for. */
  goal: string | null;
  editing: string | null;
  scroller: RefObject<HTMLDivElement | null>;
  onOlder: () => void;
  onNewer: () => void;
  onNewest: () => void;
  /** Goes to where what is new begins, where that is not held. */
  onFirstNew: (after: number) => void;
  onMarkRead: () => void;
  /** Whether the newest messages are in sight. */
  onAtEnd: (isAtEnd: boolean) => void;
  /** The message that one reads, while it is not the newest. */
  onPlace: (message: string | null) => void;
}

/** Messages from the oldest to the newest, of which only those in sight are drawn. */
export function MessageList(props: MessageListProps) {
  const { label, root, messages, older, newer, threads, beginning, since, goal, editing, scroller } = props;
  const { onOlder, onNewer, onAtEnd, onPlace } = props;
  const [active, setActive] = useState<string | null>(null);
  const kept = useMemo(() => [active, editing].flatMap((id) => id ?? []), [active, editing]);
  const { virtualizer, items, before, isAtEnd, wantsOlder, wantsNewer } = useWindow({
    scroller,
    messages,
    older,
    newer,
    kept,
  });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => (wantsOlder ? onOlder() : undefined), [wantsOlder, onOlder]);
  useEffect(() => (wantsNewer ? onNewer() : undefined), [wantsNewer, onNewer]);
  useNewsSaid(messages, newer);
  const walked = useMemo(() => (root && before > 0 ? [root, ...messages] : messages), [root, before, messages]);
  const going = useGoingTo({ virtualizer, scroller, messages, root, before, newer, goal });
  const isSeen = isAtEnd && !going.isComing;
  useEffect(() => onAtEnd(isSeen), [isSeen, onAtEnd]);
  const seenFrom = items.find(({ end }) => end > (virtualizer.scrollOffset ?? 0))?.index ?? 0;
  const place = isAtEnd ? null : (messages[seenFrom - before]?.id ?? null);
  useEffect(() => onPlace(place), [place, onPlace]);
  const tabStop = walked.some(({ id }) => id === active) ? active : (walked.at(-1)?.id ?? null);
  useListKeys({ list, messages: walked, heading: going.heading, go: going.focus });
  const around = { messages, root, older, newAfter: since?.after ?? null };
  return (
    <div className="relative min-h-0 flex-1">
      <EdgeNotice edge={older} side="older" onRetry={onOlder} />
      {since === null ? null : (
        <NewBanner
          since={since}
          messages={messages}
          older={older}
          seenFrom={seenFrom - before}
          onJump={(at) => (at === null ? props.onFirstNew(since.after) : going.scroll(at))}
          onMarkRead={props.onMarkRead}
        />
      )}
      <div
        ref={scroller}
        className="flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        {/* The newest message stands next to where one writes; a thread begins where it is read from. */}
        {root ? null : <div aria-hidden className="flex-1" />}
        {/* What is drawn comes and goes by scrolling; what is news is said by itself. */}
        <div role="log" aria-live="off" aria-label={label} aria-busy={older === "loading" || undefined}>
          <ol
            ref={list}
            className="relative"
            style={{ height: virtualizer.getTotalSize() }}
            onFocus={({ target }) => setActive(target.closest<HTMLElement>("[data-message]")?.dataset.message ?? null)}
          >
            {items.map(({ key, index, start }) => {
              const message = messages[index - before];
              const look = lookOf(around, index - before);
              return (
                <li
                  key={key}
                  ref={virtualizer.measureElement}
                  data-index={index}
                  className={clsx("absolute inset-x-0 top-0", !message && "pt-4")}
                  style={{ transform: `translateY(${start}px)` }}
                >
                  {message ? (
                    <>
                      {look.day === null ? null : <DayLine day={look.day} />}
                      {look.isFirstNew ? <NewLine /> : null}
                      <Message
                        message={message}
                        leads={look.leads}
                        thread={threads.get(message.id)}
                        isEditing={message.id === editing}
                        isHighlighted={message.id === goal}
                        isTabStop={message.id === tabStop}
                      />
                    </>
                  ) : (
                    <>
                      {root ? (
                        <Message
                          message={root}
                          leads
                          isEditing={root.id === editing}
                          isHighlighted={root.id === goal}
                          isTabStop={root.id === tabStop}
                        />
                      ) : null}
                      {beginning}
                    </>
                  )}
                </li>
              );
            })}
          </ol>
        </div>
      </div>
      <EdgeNotice edge={newer} side="newer" onRetry={onNewer} />
      {isAtEnd || messages.length === 0 ? null : (
        <JumpDown
          unread={props.unread}
          onJump={() => {
            props.onNewest();
            going.toEnd();
          }}
        />
      )}
    </div>
  );
}
