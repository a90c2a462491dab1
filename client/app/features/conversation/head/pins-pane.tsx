import { useQuery } from "@tanstack/react-query";
import { Pin, PinOff } from "lucide-react";
import { useEffect } from "react";
import type { Message } from "../../../../../durable-objects/conversation/protocol.ts";
import { EmptyState } from "../../../design/empty-state.tsx";
import { IconButton } from "../../../design/icon-button.tsx";
import { Problem } from "../../../design/problem.tsx";
import { Skeleton } from "../../../design/waiting.tsx";
import { pinsQuery } from "../../../queries/messages.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";
import { MessageCard } from "../message/message-card.tsx";
import { useOpenConversation } from "../open-conversation.tsx";
import type { ConversationSearch } from "../search.ts";
import { SidePane } from "../side-pane.tsx";

interface PinsPaneProps {
  /** How many there are, as the room says. */
  pins: number;
  onGo: (look: ConversationSearch) => void;
  onClose: () => void;
}

/** What was pinned in a conversation, the latest first. */
export function PinsPane({ pins, onGo, onClose }: PinsPaneProps) {
  const { api } = useSignedIn();
  const { id: workspace } = useWorkspace();
  const { room, conversation, mayWrite } = useOpenConversation();
  const { data, error, refetch } = useQuery(pinsQuery(api, workspace, conversation.id));
  const known = data?.length;
  // The room tells how many there are, and not which.
  useEffect(() => {
    if (known !== undefined && known !== pins) void refetch();
  }, [known, pins, refetch]);
  const unpin = async ({ id }: Message) => {
    await room.pin(id, false);
    await refetch();
  };
  return (
    <SidePane title="Pins" of="pins" close="Close the pins" onClose={onClose}>
      <div className="grid min-h-0 grid-cols-1 content-start gap-3 overflow-y-auto p-4">
        <Problem error={error} retry={refetch} />
        {data || error ? null : <Skeleton className="h-20" />}
        {data?.length === 0 ? (
          <EmptyState icon={Pin} title="Nothing is pinned">
            Pin a message from its menu, and everyone finds it here.
          </EmptyState>
        ) : null}
        <ul className="grid grid-cols-1 gap-3">
          {data?.map((message) => (
            <li key={message.id}>
              <MessageCard
                message={message}
                onOpen={() => onGo(lookAt(message))}
                acts={
                  mayWrite ? (
                    <IconButton icon={PinOff} label="Unpin" size="sm" onClick={() => void unpin(message)} />
                  ) : null
                }
              />
            </li>
          ))}
        </ul>
      </div>
    </SidePane>
  );
}

/** Where a message stands, in its thread where it has one. */
function lookAt({ id, replyTo }: Message): ConversationSearch {
  return replyTo === null ? { message: id } : { thread: replyTo, message: id };
}
