import { useMemo } from "react";
import type { Grant } from "../../../../../durable-objects/workspace/protocol.ts";
import { useWorkspace } from "../../workspace/workspace.tsx";

/** Something that can be named to a guest. */
export interface Nameable {
  /** Tells it from all others, of whatever kind. */
  id: string;
  name: string;
  grant: Grant;
}

/** The id a grant has among {@link Nameable}s. */
export function idOf({ kind, id }: Grant): string {
  return `${kind}:${id}`;
}

/** All that can be named to a guest: the projects, the pages and the channels of the workspace, by name. */
export function useNameables(): readonly Nameable[] {
  const { projects, pages, conversations } = useWorkspace().state;
  return useMemo(() => {
    const all: Omit<Nameable, "id">[] = [
      ...projects.map(({ id, name }) => ({ name, grant: { kind: "project" as const, id } })),
      ...pages.map(({ docId, title }) => ({ name: title, grant: { kind: "doc" as const, id: docId } })),
      ...conversations
        .filter(({ kind }) => kind === "channel")
        .map(({ id, name }) => ({ name, grant: { kind: "conversation" as const, id } })),
    ];
    return all.map((each) => ({ ...each, id: idOf(each.grant) }));
  }, [projects, pages, conversations]);
}
