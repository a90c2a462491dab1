import { useLayoutEffect, useState } from "react";
import { Button } from "../../design/button.tsx";
import type { MessageEditorProps } from "./composer.tsx";
import { lengthInWords } from "./length.ts";
import { MessageField } from "./message-field.tsx";
import { textIn } from "./text/text-of.ts";
import { useMessageEditor } from "./text/use-message-editor.ts";
import { ToolRow } from "./tool-row.tsx";

/** A message of one's own, taken up again. */
export default function Editing({ text, onSave, onCancel }: MessageEditorProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const { editor, desk } = useMessageEditor({
    label: "Edit the message",
    placeholder: "Say something",
    text,
    onWrite: () => setProblem(null),
    onFiles: () => setProblem("Files go with a new message: an edit changes words only."),
    keys: {
      send: () => {
        save();
        return true;
      },
      up: () => false,
      cancel: () => {
        onCancel();
        return true;
      },
    },
  });
  const save = () => {
    const edited = textIn(editor);
    const length = lengthInWords(edited);
    if (length?.over) setProblem(length.words);
    else if (edited === text) onCancel();
    else onSave(edited);
  };
  // In the moment that it is there, and not with the next frame as by Tiptap's own command: keys that come are for it.
  useLayoutEffect(() => {
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.view.focus();
  }, [editor]);
  return (
    <div className="grid gap-1.5 py-1">
      <MessageField
        editor={editor}
        desk={desk}
        commands={[]}
        calls="all"
        tools={
          <ToolRow editor={editor}>
            <Button size="sm" look="quiet" onClick={onCancel}>
              Cancel
            </Button>
            <Button size="sm" look="primary" onClick={save}>
              Save
            </Button>
          </ToolRow>
        }
      />
      {problem === null ? null : (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}
