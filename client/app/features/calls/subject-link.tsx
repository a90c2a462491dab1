import { Link } from "@tanstack/react-router";
import type { CallSubject } from "../../../../durable-objects/workspace/calls/protocol.ts";
import { Dot } from "../../design/chip.tsx";
import { KindIcon } from "../channels/kind-icon.tsx";
import { conversationName } from "../channels/names.ts";
import { MentionChip } from "../text/mentions/mention-chip.tsx";
import { useWorkspace } from "../workspace/workspace.tsx";

const LINK = "inline-flex max-w-full min-w-0 items-center gap-1.5 text-ink no-underline hover:underline";

/** What a call is about, and the way to it. What this reader does not know is not told. */
export function SubjectLink({ about }: { about: CallSubject }) {
  const { id: workspace, state } = useWorkspace();
  switch (about.type) {
    case "task":
      return <MentionChip kind="task" id={about.task} label="a task" />;
    case "project": {
      const project = state.projects.find(({ id }) => id === about.project);
      if (!project) return null;
      return (
        <Link className={LINK} to="/w/$workspace/projects/$project" params={{ workspace, project: project.key }}>
          <Dot colour={project.colour} />
          <span className="truncate" dir="auto">
            {project.name}
          </span>
        </Link>
      );
    }
    case "conversation": {
      const conversation = state.conversations.find(({ id }) => id === about.conversation);
      if (!conversation) return null;
      return (
        <Link className={LINK} to="/w/$workspace/c/$conversation" params={{ workspace, conversation: conversation.id }}>
          <KindIcon conversation={conversation} />
          <span className="truncate" dir="auto">
            {conversationName(conversation, state.members, state.reader)}
          </span>
        </Link>
      );
    }
  }
}
