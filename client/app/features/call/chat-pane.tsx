import { lazy, Suspense } from "react";
import { Skeleton } from "../../design/waiting.tsx";
import { SidePane } from "../conversation/side-pane.tsx";
import { beside } from "./choices.ts";

const CallChat = lazy(async () => ({ default: (await import("../call-chat/call-chat.tsx")).CallChat }));

/** What is written in the call, beside the pictures; it stays when the call is over. */
export function ChatPane({ call }: { call: string }) {
  return (
    <SidePane title="Chat" of="chat" close="Close the chat" onClose={() => beside.set("nothing")}>
      <Suspense fallback={<Skeleton className="h-9" />}>
        <CallChat call={call} />
      </Suspense>
    </SidePane>
  );
}
