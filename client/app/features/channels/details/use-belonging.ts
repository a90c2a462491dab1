import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Member } from "../../../../../durable-objects/workspace/protocol.ts";
import { conversationMembersQuery } from "../../../queries/conversations.ts";
import { useSignedIn } from "../../account/signed-in.tsx";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** Who belongs to a conversation, as far as it is known. */
interface Belonging {
  people: readonly Pick<Member, "user" | "name" | "role">[];
  isPending: boolean;
  error: unknown;
  again: () => Promise<unknown>;
}

/** Who belongs to a conversation: told live of what is for its members alone, and asked for of what is open. */
export function useBelonging({ id, members }: Conversation): Belonging {
  const { id: workspace, state } = useWorkspace();
  const { api } = useSignedIn();
  const asked = useQuery({ ...conversationMembersQuery(api, workspace, id), enabled: members === null });
  const people = useMemo(
    () => (members === null ? (asked.data ?? []) : state.members.filter(({ user }) => members.includes(user))),
    [members, asked.data, state.members],
  );
  return {
    people,
    isPending: members === null && asked.isPending,
    error: members === null ? asked.error : null,
    again: members === null ? asked.refetch : settled,
  };
}

/** What is told live need not be asked for. */
async function settled(): Promise<void> {}
