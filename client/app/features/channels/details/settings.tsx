import { useNavigate, useParams } from "@tanstack/react-router";
import { Archive, ArchiveRestore, Download, Trash2 } from "lucide-react";
import { useCallback, useState } from "react";
import type { Conversation } from "../../../../../durable-objects/workspace/conversations/protocol.ts";
import type { WorkspaceAction } from "../../../../../durable-objects/workspace/protocol.ts";
import { conversationExportAddress } from "../../../../sdk/api/conversations.ts";
import { useAct } from "../../../design/act.ts";
import { Button, buttonClass } from "../../../design/button.tsx";
import { Confirm } from "../../../design/dialog.tsx";
import { Notice } from "../../../design/notice.tsx";
import { Section } from "../../../design/section.tsx";
import { useToast } from "../../../design/toasts.tsx";
import { ask, useWorkspace } from "../../workspace/workspace.tsx";
import { conversationWords } from "../names.ts";
import { changes, rules } from "../roles.ts";
import { Retention } from "./retention.tsx";

/** How long messages of a conversation are kept, taking them out, and the end of it. */
export function ConversationSettings({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { id: workspace, role, state } = useWorkspace();
  const { id, everyone } = conversation;
  const ruling = rules(conversation, role, state.reader);
  return (
    <div className="grid grid-cols-1 gap-8">
      <Section title="Keeping messages">
        <Retention conversation={conversation} editable={ruling} />
      </Section>
      <Section title="Export" about="All messages with their threads, reactions and the names of files, as one file.">
        <div>
          <a className={buttonClass()} href={conversationExportAddress(workspace, id)} download>
            <Download aria-hidden />
            Download
          </a>
        </div>
      </Section>
      {changes(conversation, role) && !everyone ? (
        <Section title="End">
          <End conversation={conversation} onClose={onClose} />
        </Section>
      ) : null}
    </div>
  );
}

/** Archiving, which can be taken back, and deleting, which cannot. */
function End({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { id: workspace, role, room, state } = useWorkspace();
  const navigate = useNavigate();
  const tell = useToast();
  const { conversation: open } = useParams({ strict: false });
  const [asking, setAsking] = useState<"nothing" | "deleting">("nothing");
  const { id, archivedAt } = conversation;
  const name = conversationWords(conversation, state.members, state.reader);
  const act = useAct(
    useCallback(
      async (action: WorkspaceAction) => {
        await ask(room, action);
        if (action.type !== "conversation.delete") return;
        onClose();
        tell({ words: `${name} is deleted.` });
        if (open === id) await navigate({ to: "/w/$workspace/channels", params: { workspace } });
      },
      [room, onClose, tell, name, open, id, navigate, workspace],
    ),
  );
  const archive = (archived: boolean) =>
    void act.run({ type: "conversation.change", conversation: id, set: { archived } });
  return (
    <div className="grid grid-cols-1 gap-3">
      <p className="text-quiet">
        {archivedAt === null
          ? "Archived, it can be read and searched still, and nothing more is said in it. It can be restored."
          : "It is archived. Restored, it goes on where it was."}
      </p>
      {act.problem ? <Notice tone="danger">{act.problem}</Notice> : null}
      <div className="flex flex-wrap gap-2">
        {archivedAt === null ? (
          <Button disabled={act.busy} onClick={() => archive(true)}>
            <Archive aria-hidden />
            Archive
          </Button>
        ) : (
          <Button disabled={act.busy} onClick={() => archive(false)}>
            <ArchiveRestore aria-hidden />
            Restore
          </Button>
        )}
        {rules(conversation, role, state.reader) ? (
          <Button look="danger" disabled={act.busy} onClick={() => setAsking("deleting")}>
            <Trash2 aria-hidden />
            Delete…
          </Button>
        ) : null}
      </div>
      {asking === "deleting" ? (
        <Confirm
          title={`Delete ${name}?`}
          confirm="Delete for ever"
          onConfirm={() => {
            setAsking("nothing");
            void act.run({ type: "conversation.delete", conversation: id });
          }}
          onCancel={() => setAsking("nothing")}
        >
          <p>All that was said in it, and all its files, are gone for everyone, and cannot be brought back.</p>
        </Confirm>
      ) : null}
    </div>
  );
}
