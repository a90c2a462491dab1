import { useCompany } from "../../../react/board.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useOpenBoard } from "../board/open-board.tsx";

/** Where others type in a task, as {@link useBoardPage}'s `setTyping` tells it. */
export type TypingField = "title" | "checklist" | "subtask";

/** Who else types in a field of a task, in words; nothing when nobody does. */
export function TypingWords({ task, field, what }: { task: string; field: TypingField; what: string }) {
  const { board } = useOpenBoard();
  const { me } = useSignedIn();
  const { typing } = useCompany(board);
  const others = (typing.get(task) ?? []).filter(
    ({ user, presence }) => user !== me.id && presence.typing?.field === field,
  );
  const names = [...new Set(others.map(({ name }) => name))];
  if (names.length === 0) return null;
  return (
    <p className="text-xs text-accent" role="status">
      {names.join(" and ")} {names.length === 1 ? "is" : "are"} typing {what}
    </p>
  );
}
