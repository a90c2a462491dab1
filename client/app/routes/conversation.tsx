import { useParams, useSearch } from "@tanstack/react-router";
import { ConversationPage } from "../features/conversation/conversation-page.tsx";

const FROM = "/in/w/$workspace/c/$conversation";

/** A conversation of the workspace, with a thread or a message of it where its address names one. */
export function ConversationRoute() {
  const { conversation } = useParams({ from: FROM });
  const look = useSearch({ from: FROM });
  return (
    <main className="flex min-h-0 flex-1 flex-col">
      <ConversationPage key={conversation} id={conversation} look={look} />
    </main>
  );
}
