import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useEffect } from "react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { ConversationRoom } from "../../../sdk/conversation/room.ts";
import { Button } from "../../design/button.tsx";
import { focusOnce } from "../../design/focus.ts";
import { Notice } from "../../design/notice.tsx";
import { Skeleton } from "../../design/waiting.tsx";
import { loadAhead } from "../../offline/loading-ahead.ts";
import { partQuery } from "../../queries/parts.ts";
// Not of the editor's own: Vite asks for a style sheet once, and an editor that was tried again would have none.
import "../text/editor.css";
import "./composer.css";

// What knows how messages are written is large, and a conversation is read before anything is written in it.
const WRITING = partQuery("composer", () => import("./writing.tsx"));
const EDITING = partQuery("composer of an edit", () => import("./editing.tsx"));

export interface ComposerProps {
  room: ConversationRoom;
  conversation: Conversation;
  /** What its reader calls it: `#general`, `Bo`. */
  name: string;
  mayWrite: boolean;
  /** The message in whose thread one writes; null for the conversation itself. */
  thread: string | null;
  /** The arrow up in an empty composer: takes up what one wrote last, and answers whether there is anything. */
  onEditLast?: (() => boolean) | undefined;
  /** A message was sent. */
  onSent?: (() => void) | undefined;
}

/** Where a message is written, in a conversation or in a thread: give it a new `key` with another of either. */
export function Composer(props: ComposerProps) {
  const { conversation, mayWrite } = props;
  const { data: Writing, isError, refetch } = useQuery(WRITING);
  const parts = useQueryClient();
  const isThere = Writing !== undefined;
  // Whoever writes may take up what they wrote last by one key, and go on by the next.
  useEffect(() => {
    if (isThere) void loadAhead(() => parts.prefetchQuery(EDITING));
  }, [isThere, parts]);
  if (conversation.archivedAt !== null)
    return <Silent>This conversation is archived: it can be read and searched.</Silent>;
  if (!mayWrite) return <Silent>You can read here, and not write.</Silent>;
  if (Writing) return <Writing key={`${conversation.id} ${props.thread}`} {...props} />;
  return isError ? <NotLoaded again={() => void refetch()} /> : <Skeleton className="h-18" />;
}

export interface MessageEditorProps {
  /** What the message says. */
  text: string;
  /** Told what it shall say, which may be nothing. */
  onSave: (text: string) => void;
  onCancel: () => void;
}

/** A message of one's own, taken up again: Enter saves it, Escape leaves it as it is. */
export function MessageEditor(props: MessageEditorProps) {
  const { data: Editing, isError, refetch } = useQuery(EDITING);
  if (Editing) return <Editing {...props} />;
  return isError ? <NotLoaded again={() => void refetch()} /> : <EditingSoon onCancel={props.onCancel} />;
}

/** Stands in the place of the editor while it is fetched, and has its keys: they are not for the message any more. */
function EditingSoon({ onCancel }: Pick<MessageEditorProps, "onCancel">) {
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") onCancel();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it keeps the keys from what they are not for
    <div ref={focusOnce} tabIndex={-1} aria-busy="true" className="outline-none" onKeyDown={onKeyDown}>
      <Skeleton className="h-20" />
    </div>
  );
}

function Silent({ children }: { children: string }) {
  return <p className="rounded-lg border border-line bg-sunk px-3.5 py-2.5 text-quiet">{children}</p>;
}

function NotLoaded({ again }: { again: () => void }) {
  return (
    <Notice tone="warn">
      <p>What messages are written in could not be loaded. It takes a network.</p>
      <div>
        <Button size="sm" onClick={again}>
          Try again
        </Button>
      </div>
    </Notice>
  );
}
