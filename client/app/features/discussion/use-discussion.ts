import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { ConversationSubject } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import type { Discussed } from "../../../sdk/api/conversations.ts";
import { discussionQuery } from "../../queries/discussions.ts";
import { useSignedIn } from "../account/signed-in.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

/** What is discussed, by its kind and id. */
export interface Subject {
  type: ConversationSubject["type"];
  id: string;
}

interface Discussion {
  /** The conversation it is; null while there is none, undefined while that is not known. */
  id: string | null | undefined;
  error: unknown;
  again: () => unknown;
  /** Makes it, where there is none yet. */
  begin: () => void;
  isBeginning: boolean;
  /** Whether it was begun here, and just now: then one goes on to write in it. */
  isBegun: boolean;
}

/** The discussion of a task or page, or the chat of a call, also one that somebody else begins while one looks. */
export function useDiscussion({ type, id }: Subject): Discussion {
  const { id: workspace, room } = useWorkspace();
  const { api } = useSignedIn();
  const queries = useQueryClient();
  const about = useMemo(() => discussed({ type, id }), [type, id]);
  const query = useMemo(() => discussionQuery(api, workspace, about), [api, workspace, about]);
  const found = useQuery(query);
  const begin = useMutation({
    mutationFn: () => api.conversations.discuss(workspace, about),
    onSuccess: (made) => queries.setQueryData(query.queryKey, made),
  });
  useEffect(() => {
    const look = () => void queries.invalidateQueries(query);
    return room.watch({
      event: (event) => {
        const about = event.type === "conversation.created" ? event.conversation.about : null;
        if (about !== null && idOf(about) === id) look();
      },
      replaced: look,
    });
  }, [room, queries, query, id]);
  return {
    id: found.data === undefined ? undefined : (found.data?.id ?? null),
    error: begin.error ?? found.error,
    again: () => (begin.error ? begin.mutate() : found.refetch()),
    begin: () => begin.mutate(),
    isBeginning: begin.isPending,
    isBegun: begin.isSuccess,
  };
}

function discussed({ type, id }: Subject): Discussed {
  switch (type) {
    case "task":
      return { task: id };
    case "page":
      return { page: id };
    case "call":
      return { call: id };
  }
}

function idOf(about: ConversationSubject): string {
  switch (about.type) {
    case "task":
      return about.task;
    case "page":
      return about.page;
    case "call":
      return about.call;
  }
}
