import { useTypers } from "../../../react/conversation.ts";
import { inARow } from "./message/names.ts";
import { useOpenConversation } from "./open-conversation.tsx";

/** More than these are told as several. */
const NAMED = 3;

/** Who else types here, or in a thread. Its place is kept while nobody does. */
export function TypingLine({ thread }: { thread: string | null }) {
  const { room } = useOpenConversation();
  const names = useTypers(room)
    .filter((each) => each.thread === thread)
    .map(({ name }) => name);
  return (
    <p className="min-h-5 truncate px-5 text-xs text-quiet max-md:px-3" data-typing="">
      {names.length === 0 ? null : wordsFor(names)}
    </p>
  );
}

function wordsFor(names: readonly string[]): string {
  if (names.length > NAMED) return "Several people are typing…";
  return `${inARow(names)} ${names.length === 1 ? "is" : "are"} typing…`;
}
