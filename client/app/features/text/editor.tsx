import { Collaboration } from "@tiptap/extension-collaboration";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect } from "react";
import { TEXT_FIELD, textExtensions } from "../../../../durable-objects/doc/text/protocol.ts";
import type { DocView } from "../../../sdk/doc/view.ts";
import { EditorToolbar } from "./editor-toolbar.tsx";
import "./editor.css";

interface EditorProps {
  view: DocView;
  user: { name: string; color: string };
  editable: boolean;
  label: string;
}

/** The text of a page, written together. Bound to one Y.Doc for life: give it a new `key` with a new view. */
export default function Editor({ view, user, editable, label }: EditorProps) {
  const editor = useEditor({
    extensions: [
      ...textExtensions,
      Collaboration.configure({ document: view.doc, field: TEXT_FIELD }),
      CollaborationCaret.configure({ provider: { awareness: view.awareness }, user }),
    ],
    editable,
    // Its styles are in editor.css: injected ones would need an inline style sheet.
    injectCSS: false,
    editorProps: { attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true" } },
  });
  useEffect(() => {
    editor.setEditable(editable, false);
  }, [editor, editable]);
  return (
    <div className="editor">
      {editable ? <EditorToolbar editor={editor} /> : null}
      <EditorContent editor={editor} className="editor-content" />
    </div>
  );
}
