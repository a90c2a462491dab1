import type { RefObject } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useOwnInbox } from "../../inbox/own-inbox.ts";
import { useShortcut } from "../../shortcuts/use-command.ts";
import { useMessageActs } from "../message/use-message-acts.ts";
import { useOpenConversation } from "../open-conversation.tsx";
import { useFlow } from "./flow.tsx";

interface MessageKeysProps {
  view: RefObject<HTMLElement | null>;
  messages: readonly ShownMessage[];
  /** Whether a line says where what is new begins. */
  hasNew: boolean;
  /** Reads all that is new. */
  onRead: () => void;
}

/** What keys do with the message that has the focus. */
export function MessageKeys({ view, messages, hasNew, onRead }: MessageKeysProps) {
  const { me } = useSignedIn();
  const flow = useFlow();
  const { mayWrite, mayModerate, openThread } = useOpenConversation();
  const { state: inbox } = useOwnInbox();
  const acts = useMessageActs();
  const isMine = ({ author }: ShownMessage) => author === me.id;
  const isSaved = ({ id }: ShownMessage) => inbox?.saved.some(({ message }) => message === id) ?? false;
  const openEmoji = () => focusedIn(view)?.querySelector<HTMLElement>("[data-act=react]")?.click();
  const at = { view, messages };
  const mayEdit = (of: ShownMessage) => mayWrite && isMine(of) && !of.call;
  useKey(at, { keys: "e", words: "Edit", may: mayEdit, run: ({ id }) => flow.edit(id) });
  useKey(at, { keys: "r", words: "React", may: () => mayWrite, run: openEmoji });
  useKey(at, {
    keys: "t",
    words: "Reply in a thread",
    may: () => flow.thread === null,
    run: ({ id }) => openThread(id),
  });
  useKey(at, {
    keys: "p",
    words: "Pin or unpin",
    may: () => mayWrite,
    run: (of) => acts.pin(of, of.pinnedAt === null),
  });
  useKey(at, { keys: "s", words: "Save, or take off the saved", run: (of) => acts.save(of, !isSaved(of)) });
  useKey(at, { keys: "u", words: "Unread from here", run: flow.markUnread });
  useKey(at, {
    keys: "delete",
    words: "Delete",
    may: (of) => mayWrite && (isMine(of) || mayModerate),
    run: flow.askDelete,
  });
  useShortcut({
    keys: "escape",
    words: "Mark all as read",
    scope: "message",
    offered: "keys",
    when: () => hasNew && (view.current?.contains(document.activeElement) ?? false),
    run: onRead,
  });
  return null;
}

interface MessageKey {
  keys: string;
  words: string;
  /** Whether it can be done with a message; left out for what always can. */
  may?: (of: ShownMessage) => boolean;
  run: (of: ShownMessage) => void;
}

/** Lets keys do something with the message that has the focus. */
function useKey(at: Pick<MessageKeysProps, "view" | "messages">, { keys, words, may = () => true, run }: MessageKey) {
  const found = () => {
    const id = focusedIn(at.view)?.dataset.message;
    const message = id === undefined ? undefined : at.messages.find((each) => each.id === id);
    const isThere = message && message.deletedAt === null && message.sending === undefined;
    return isThere && may(message) ? message : null;
  };
  useShortcut({
    keys,
    words,
    scope: "message",
    offered: "keys",
    when: () => found() !== null,
    run: () => {
      const message = found();
      if (message) run(message);
    },
  });
}

/** The message of a flow that has the focus, or holds it. */
function focusedIn(view: RefObject<HTMLElement | null>): HTMLElement | null {
  const message = document.activeElement?.closest<HTMLElement>("[data-message]") ?? null;
  return message && view.current?.contains(message) ? message : null;
}
