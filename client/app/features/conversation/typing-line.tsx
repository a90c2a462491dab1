import { useEffect, useState } from "react";
import { useConnection } from "../../../react/connection.ts";
import { useTypers } from "../../../react/conversation.ts";
import { inARow } from "../../words/in-a-row.ts";
import { useOpenConversation } from "./open-conversation.tsx";

/** More than these are told as several. */
const NAMED = 3;
/** A connection that is back within this was never missed, in ms. */
const BLINK_MS = 1_500;

/** Who else types here, or in a thread; or that what one writes waits for a connection. Its place is always kept. */
export function TypingLine({ thread }: { thread: string | null }) {
  const { room } = useOpenConversation();
  const isAway = useAway();
  const names = useTypers(room)
    .filter((each) => each.thread === thread)
    .map(({ name }) => name);
  return (
    <p className="min-h-5 px-5 text-xs text-quiet max-md:px-3" data-typing="">
      {isAway ? (
        <>
          Not connected. What you write is sent once you are back.{" "}
          <button type="button" className="text-accent underline" onClick={() => room.reconnect()}>
            Try now
          </button>
        </>
      ) : names.length > 0 ? (
        wordsFor(names)
      ) : null}
    </p>
  );
}

function wordsFor(names: readonly string[]): string {
  if (names.length > NAMED) return "Several people are typing…";
  return `${inARow(names)} ${names.length === 1 ? "is" : "are"} typing…`;
}

/** True once the conversation has been without its room for longer than a blink. */
function useAway(): boolean {
  const { room } = useOpenConversation();
  const { name } = useConnection(room);
  const isLost = name === "offline" || name === "reconnecting";
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isLost) return;
    const timer = setTimeout(() => setLasting(true), BLINK_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [isLost]);
  return isLost && isLasting;
}
