import type { Editor } from "@tiptap/react";
import { AtSign, CaseSensitive, Paperclip, SmilePlus } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { FILE_TYPES } from "../../../../durable-objects/conversation/protocol.ts";
import { useObserved } from "../../../react/observed.ts";
import { IconButton } from "../../design/icon-button.tsx";
import { EmojiPopover } from "../emoji/emoji-popover.tsx";
import { mentionSign } from "../text/tools/mention-sign.ts";
import { formatting } from "./message-field.tsx";

/** Text goes by many names, and is looked at by the server. */
const ACCEPTED = [...FILE_TYPES, "text/*", ".log", ".md", ".json", ".yml", ".yaml"].join(",");

interface ToolRowProps {
  editor: Editor;
  /** Left out where no files can be added. */
  onFiles?: ((files: readonly File[]) => void) | undefined;
  /** What stands at the end: words, and the way to send. */
  children: ReactNode;
}

/** What can be put into a message, and the way to send it. */
export function ToolRow({ editor, onFiles, children }: ToolRowProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const shown = useObserved(formatting) === "shown";
  return (
    <div className="flex flex-wrap items-center gap-0.5 px-1.5 pb-1.5">
      {onFiles ? (
        <>
          <input
            ref={chooser}
            type="file"
            multiple
            accept={ACCEPTED}
            hidden
            aria-label="Files to attach"
            onChange={({ currentTarget }) => {
              onFiles([...(currentTarget.files ?? [])]);
              // The same file can be chosen again.
              currentTarget.value = "";
            }}
          />
          <IconButton icon={Paperclip} label="Attach files" size="sm" onClick={() => chooser.current?.click()} />
        </>
      ) : null}
      <IconButton
        icon={CaseSensitive}
        label="Formatting"
        size="sm"
        aria-pressed={shown}
        onMouseDown={keepFocus}
        onClick={() => formatting.set(shown ? "hidden" : "shown")}
      />
      <EmojiPopover
        trigger={<IconButton icon={SmilePlus} label="Emoji" size="sm" />}
        onChoose={(emoji) => editor.chain().focus().insertContent(emoji).run()}
      />
      <IconButton
        icon={AtSign}
        label="Mention a person, task or page"
        size="sm"
        onMouseDown={keepFocus}
        onClick={() => editor.chain().focus().insertContent(mentionSign(editor)).run()}
      />
      <span className="ms-auto flex min-w-0 items-center gap-1.5">{children}</span>
    </div>
  );
}

function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
