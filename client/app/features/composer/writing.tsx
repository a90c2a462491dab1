import { useEditorState } from "@tiptap/react";
import { clsx } from "clsx";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useConnection, useNetworked } from "../../../react/connection.ts";
import { UploadList } from "../attachments/upload-list.tsx";
import { useUploads } from "../attachments/use-uploads.ts";
import { useWorkspace } from "../workspace/workspace.tsx";
import { commandsAt } from "./commands/all.ts";
import { commandIn } from "./commands/command.ts";
import { CommandHelp } from "./commands/command-help.tsx";
import { CommandHint } from "./commands/command-hint.tsx";
import { useTaskProject } from "./commands/use-project.ts";
import type { ComposerProps } from "./composer.tsx";
import { useMessageDraft } from "./drafts.ts";
import { lengthInWords } from "./length.ts";
import { MessageField } from "./message-field.tsx";
import { SendButtons } from "./send-buttons.tsx";
import { putText, textIn } from "./text/text-of.ts";
import { useMessageEditor } from "./text/use-message-editor.ts";
import { ToolRow } from "./tool-row.tsx";
import { Unheard } from "./unheard.tsx";
import { useDropping } from "./use-dropping.ts";
import { useResting } from "./use-resting.ts";
import { useSending } from "./use-sending.ts";

/** Where a message is written: its text, its files, and the ways to send it. */
export default function Writing({ room, conversation, name, thread, onEditLast, onSent }: ComposerProps) {
  const { id: workspace } = useWorkspace();
  const uploads = useUploads(conversation.id, thread);
  const target = useTaskProject();
  const commands = useMemo(() => commandsAt({ conversation, project: target.project }), [conversation, target.project]);
  const [helping, setHelping] = useState(false);
  const [text, setText] = useState("");
  const shown = useRef<(text: string) => boolean>(() => false);
  const draft = useMessageDraft(
    { workspace, conversation: conversation.id, thread },
    useCallback((told: string) => shown.current(told), []),
  );
  const { editor, desk } = useMessageEditor({
    label: thread === null ? `Message to ${name}` : "Reply",
    placeholder: thread === null ? `Message ${name}` : "Reply…",
    text: draft.first,
    onWrite: (present) => {
      sending.forgetProblem();
      resting.begin();
      if (!present.isEmpty && commandIn(present.getText()) === null) room.typing(thread);
    },
    onFiles: (files) => uploads.add(files),
    keys: {
      send: () => {
        sending.send();
        return true;
      },
      up: () => onEditLast?.() ?? false,
      cancel: () => false,
    },
  });
  const rest = useCallback(() => {
    if (editor.isDestroyed) return;
    const now = textIn(editor);
    setText(now);
    draft.keep(now);
  }, [editor, draft.keep]);
  const resting = useResting(rest);
  const { isWaiting } = resting;
  useEffect(() => {
    shown.current = (told) => {
      if (isWaiting()) return false;
      putText(editor, told);
      setText(told);
      return true;
    };
  }, [editor, isWaiting]);
  const sending = useSending({
    editor,
    uploads,
    room,
    thread,
    conversation,
    commands,
    project: target.project,
    showHelp: () => setHelping(true),
    onGone: () => {
      if (!editor.isDestroyed) editor.chain().clearContent().focus().run();
      uploads.clear();
      resting.stop();
      setText("");
      draft.clear();
      onSent?.();
    },
    onRefused: ({ text: refused, attachments }) => {
      // What was begun meanwhile stays.
      if (!editor.isDestroyed && !editor.isEmpty) return;
      if (!editor.isDestroyed) putText(editor, refused);
      uploads.putBack(attachments);
      draft.keep(refused);
    },
  });
  const commandName = useEditorState({ editor, selector: ({ editor: present }) => commandIn(present.getText()) });
  const command = commands.find((each) => each.name === commandName);
  const length = lengthInWords(text);
  const place = useRef<HTMLElement>(null);
  const isDropping = useDropping(place, (files) => uploads.add(files));
  return (
    <section
      ref={place}
      aria-label={thread === null ? `Write to ${name}` : "Write a reply"}
      aria-busy={sending.busy}
      className={clsx("grid gap-1.5 rounded-lg", isDropping && "outline-2 outline-accent outline-dashed")}
    >
      <MessageField
        editor={editor}
        desk={desk}
        commands={commands}
        calls={conversation.kind === "direct" ? "nobody" : "all"}
        tools={
          <ToolRow editor={editor} onFiles={(files) => uploads.add(files)}>
            {length === null ? null : (
              <span className={clsx("truncate text-sm", length.over ? "text-danger" : "text-quiet")} role="status">
                {length.words}
              </span>
            )}
            <SendButtons room={room} conversation={conversation} sending={sending} />
          </ToolRow>
        }
      >
        {command ? <CommandHint command={command} target={target} /> : null}
        <div className="px-2 empty:hidden">
          <UploadList uploads={uploads} />
        </div>
      </MessageField>
      {sending.problem === null ? null : (
        <p role="alert" className="px-1 text-sm text-danger">
          {sending.problem}
        </p>
      )}
      <Unheard editor={editor} conversation={conversation} />
      {isDropping ? <p className="px-1 text-sm text-accent">Let go to add the files.</p> : null}
      <OfflineWords room={room} />
      {helping ? <CommandHelp commands={commands} onClose={() => setHelping(false)} /> : null}
    </section>
  );
}

function OfflineWords({ room }: Pick<ComposerProps, "room">) {
  const networked = useNetworked();
  const connection = useConnection(room);
  if (networked && connection.name !== "offline") return null;
  return <p className="px-1 text-sm text-quiet">You are offline. What you send goes out when you are back.</p>;
}
