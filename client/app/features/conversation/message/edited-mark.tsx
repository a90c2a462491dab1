import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ShownMessage } from "../../../../sdk/conversation/state.ts";
import { Dialog } from "../../../design/dialog.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { messageEditsQuery } from "../../../queries/messages.ts";
import { exactTime } from "../../../words/dates.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { MessageText } from "../../message-text/message-text.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { useOpenConversation } from "../open-conversation.tsx";

/** Says that a message was edited, and shows what it said before. */
export function EditedMark({ message }: { message: ShownMessage }) {
  const [isOpen, setOpen] = useState(false);
  if (message.editedAt === null) return null;
  return (
    <>
      <button
        type="button"
        title={exactTime(message.editedAt)}
        className="rounded-sm text-xs text-quiet hover:underline pointer-coarse:min-h-6"
        onClick={() => setOpen(true)}
      >
        (edited)
      </button>
      {isOpen ? <Edits message={message} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Edits({ message, onClose }: { message: ShownMessage; onClose: () => void }) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const { conversation } = useOpenConversation();
  const { data, error, refetch } = useQuery(messageEditsQuery(api, workspace, conversation.id, message));
  return (
    <Dialog title="What it said before" onClose={onClose}>
      <Problem error={error} retry={refetch} />
      {data || error ? null : <Skeleton className="h-24" />}
      <ol className="grid grid-cols-1 gap-4">
        <Version text={message.text} at={message.editedAt ?? message.at} label="Now, since" />
        {data?.map(({ text, at }) => (
          <Version key={at} text={text} at={at} label="Before, from" />
        ))}
      </ol>
    </Dialog>
  );
}

function Version({ text, at, label }: { text: string; at: number; label: string }) {
  return (
    <li className="grid grid-cols-1 gap-1">
      <p className="text-xs text-quiet">
        {label} {exactTime(at)}
      </p>
      <div className="rounded-lg border border-line px-3 py-2">
        <MessageText text={text} />
      </div>
    </li>
  );
}
