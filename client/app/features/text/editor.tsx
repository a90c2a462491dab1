import { Collaboration } from "@tiptap/extension-collaboration";
import { Placeholder } from "@tiptap/extensions/placeholder";
import { Selection } from "@tiptap/extensions/selection";
import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { Mention, TEXT_FIELD, textExtensions } from "../../../../durable-objects/doc/text/protocol.ts";
import type { DocView } from "../../../sdk/doc/view.ts";
import { carets } from "./carets.ts";
import { Directions } from "./directions.ts";
import { LiveMention } from "./mentions/mention-node.tsx";
import { MentionedBoards } from "./mentions/mentioned-boards.tsx";
import { PasteMarkdown } from "./paste-markdown.ts";
import { DOC_SIGNS, SuggestionDesk, suggestions } from "./suggest/suggesting.ts";
import { SuggestionMenu } from "./suggest/suggestion-menu.tsx";
import { LinkPanel } from "./tools/link-panel.tsx";
import { toToolbar } from "./tools/to-toolbar.ts";
import { Toolbar } from "./tools/toolbar.tsx";
import { WriteBelow } from "./write-below.ts";

interface EditorProps {
  view: DocView;
  user: { name: string; color: string };
  editable: boolean;
  label: string;
}

const PLACEHOLDER = "Write something. Press / for blocks, @ to mention a person, task or page.";

/** The text of a doc, written together. Bound to one Y.Doc for life: give it a new `key` with a new view. */
export default function Editor({ view, user, editable, label }: EditorProps) {
  const [desk] = useState(() => new SuggestionDesk());
  const [linking, setLinking] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const editor = useEditor({
    extensions: [
      ...textExtensions.filter((extension) => extension !== Mention),
      LiveMention,
      Collaboration.configure({ document: view.doc, field: TEXT_FIELD }),
      ...carets(view.awareness, user),
      // Only where there is nothing at all.
      Placeholder.configure({ placeholder: ({ editor: present }) => (present.isEmpty ? PLACEHOLDER : "") }),
      Selection,
      Directions,
      PasteMarkdown,
      WriteBelow,
      suggestions(desk, DOC_SIGNS),
    ],
    editable,
    // Its styles are in editor.css: injected ones would need an inline style sheet.
    injectCSS: false,
    editorProps: {
      attributes: { "aria-label": label, role: "textbox", "aria-multiline": "true", spellcheck: "true" },
    },
  });
  useEffect(() => {
    editor.setEditable(editable, false);
  }, [editor, editable]);
  return (
    <MentionedBoards>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it only hears a key that was pressed in the text */}
      <div ref={frame} className="relative" onKeyDown={toToolbar}>
        {editable ? <Toolbar editor={editor} onLink={() => setLinking(true)} /> : null}
        <EditorContent editor={editor} />
        {editable ? (
          <>
            <LinkPanel
              editor={editor}
              within={frame}
              asking={linking}
              onAsk={() => setLinking(true)}
              onDone={() => setLinking(false)}
            />
            <SuggestionMenu editor={editor} desk={desk} within={frame} />
          </>
        ) : null}
      </div>
    </MentionedBoards>
  );
}
