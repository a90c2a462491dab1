import { Hash, Lock, UserRound, UsersRound } from "lucide-react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { Face } from "../../design/face.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";
import { nameOf, othersIn } from "./names.ts";

/** What stands before a conversation's name: its kind, or the face of whom it is with. */
export function KindIcon({
  conversation: { kind, members },
}: {
  conversation: Pick<Conversation, "kind" | "members">;
}) {
  const { state } = useWorkspace();
  if (kind === "private") return <Lock aria-label="Private" className="size-4 shrink-0 text-quiet" />;
  if (kind === "channel") return <Hash aria-hidden className="size-4 shrink-0 text-quiet" />;
  const others = othersIn(members, state.reader);
  const [only = state.reader, ...more] = others;
  if (kind === "group" || more.length > 0) return <UsersRound aria-hidden className="size-4 shrink-0 text-quiet" />;
  const known = state.members.some(({ user }) => user === only);
  if (!known) return <UserRound aria-hidden className="size-4 shrink-0 text-quiet" />;
  return <Face user={only} name={nameOf(only, state.members)} />;
}
