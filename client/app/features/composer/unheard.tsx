import { type Editor, useEditorState } from "@tiptap/react";
import type { Conversation } from "../../../../durable-objects/workspace/conversations/protocol.ts";
import { inARow } from "../../words/in-a-row.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { peopleIn } from "./text/people-in.ts";

/** Says of whom one mentions, and who does not belong here, that they will not hear of it. */
export function Unheard({ editor, conversation: { members } }: { editor: Editor; conversation: Conversation }) {
  const { state } = useWorkspace();
  const mentioned = useEditorState({
    editor,
    selector: ({ editor: present }) => [...new Set(peopleIn(present).map(({ id }) => id))],
  });
  if (members === null) return null;
  const names = mentioned
    .filter((user) => !members.includes(user))
    .flatMap((user) => state.members.find((each) => each.user === user)?.name ?? []);
  if (names.length === 0) return null;
  return (
    <p role="status" className="px-1 text-sm text-warn" dir="auto">
      {inARow(names)} {names.length === 1 ? "does" : "do"} not belong here, and will not hear of it.
    </p>
  );
}
