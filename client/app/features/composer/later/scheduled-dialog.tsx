import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import { useState } from "react";
import type { ScheduledMessage } from "../../../../../durable-objects/conversation/protocol.ts";
import type { CommandOutcome } from "../../../../sdk/queue/queue.ts";
import { Button } from "../../../design/button.tsx";
import { Dialog } from "../../../design/dialog.tsx";
import { EmptyState } from "../../../design/empty-state.tsx";
import { Problem } from "../../../design/problem.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { scheduledQuery } from "../../../queries/messages.ts";
import { exactTime } from "../../../words/dates.ts";
import { wordsForCode } from "../../../words/problem.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { AttachmentList } from "../../attachments/attachment-list.tsx";
import { MessageText } from "../../message-text/message-text.tsx";
import { MentionedBoards } from "../../text/mentions/mentioned-boards.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { type ComposerProps, MessageEditor } from "../composer.tsx";
import { LaterDialog } from "./later-dialog.tsx";

interface ScheduledDialogProps extends Pick<ComposerProps, "room" | "conversation"> {
  onClose: () => void;
}

/** What of one's own waits here for its time: to be changed, sent now, or not at all. */
export function ScheduledDialog({ room, conversation, onClose }: ScheduledDialogProps) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const { data, error, refetch } = useQuery(scheduledQuery(api, workspace, conversation.id));
  return (
    <Dialog title="Messages that wait" onClose={onClose}>
      {error ? <Problem error={error} retry={refetch} /> : null}
      {data === undefined && !error ? <Skeleton className="h-24" /> : null}
      {data?.length === 0 ? (
        <EmptyState icon={CalendarClock} title="Nothing waits">
          <p>What you write here and send later stays in this list until it is sent. Only you see it.</p>
        </EmptyState>
      ) : null}
      <MentionedBoards>
        <ul className="grid gap-3">
          {(data ?? []).map((message) => (
            <Waiting key={message.id} message={message} room={room} onChanged={() => void refetch()} />
          ))}
        </ul>
      </MentionedBoards>
    </Dialog>
  );
}

interface WaitingProps extends Pick<ComposerProps, "room"> {
  message: ScheduledMessage;
  onChanged: () => void;
}

function Waiting({ message, room, onChanged }: WaitingProps) {
  const { id, text, attachments, replyTo, sendAt } = message;
  const [asked, setAsked] = useState<"text" | "time" | null>(null);
  const tell = useToast();
  const after = (outcome: Promise<CommandOutcome>) => {
    setAsked(null);
    void outcome.then((said) => {
      if (!said.ok) tell({ words: wordsForCode(said.code, said.message), tone: "danger" });
      onChanged();
    });
  };
  const sendNow = async () => {
    // Taken out first: what could not be taken out would be sent twice.
    const taken = await room.unschedule(id);
    return taken.ok ? room.post({ text, replyTo, attachments }).outcome : taken;
  };
  return (
    <li className="grid gap-2 rounded-lg border border-line p-3">
      <p className="text-sm text-quiet">
        {exactTime(sendAt)}
        {replyTo === null ? "" : ", as a reply"}
      </p>
      {asked === "text" ? (
        <MessageEditor
          text={text}
          onSave={(edited) => after(room.reschedule(id, { text: edited }))}
          onCancel={() => setAsked(null)}
        />
      ) : (
        <>
          {text === "" ? null : <MessageText text={text} />}
          <AttachmentList attachments={attachments} />
          <div className="flex flex-wrap gap-2">
            <Button size="sm" onClick={() => setAsked("text")}>
              Edit
            </Button>
            <Button size="sm" onClick={() => setAsked("time")}>
              Change the time
            </Button>
            <Button size="sm" onClick={() => after(sendNow())}>
              Send now
            </Button>
            <Button size="sm" look="danger" onClick={() => after(room.unschedule(id))}>
              Do not send
            </Button>
          </div>
        </>
      )}
      {asked === "time" ? (
        <LaterDialog
          before={sendAt}
          onClose={() => setAsked(null)}
          onPick={(at) => after(room.reschedule(id, { sendAt: at }))}
        />
      ) : null}
    </li>
  );
}
