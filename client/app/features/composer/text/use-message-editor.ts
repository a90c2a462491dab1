import { Placeholder } from "@tiptap/extensions/placeholder";
import { Selection } from "@tiptap/extensions/selection";
import { type Editor, useEditor } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { Mention } from "../../../../../durable-objects/doc/text/protocol.ts";
import { Directions } from "../../text/directions.ts";
import { LiveMention } from "../../text/mentions/mention-node.tsx";
import { MESSAGE_SIGNS, SuggestionDesk, suggestions } from "../../text/suggest/suggesting.ts";
import { filesIn } from "./files-in.ts";
import { type ComposerKeyActs, composerKeys } from "./keys.ts";
import { LinkRule } from "./link-rule.ts";
import { PasteMessage } from "./paste-message.ts";
import { readMessage } from "./read-message.ts";
import { messageExtensions } from "./schema.ts";
import { Shortcodes } from "./shortcodes.ts";

interface MessageEditorOptions {
  /** What screen readers call the text. */
  label: string;
  placeholder: string;
  /** The Markdown it begins with. */
  text: string;
  keys: ComposerKeyActs;
  /** Somebody has written. */
  onWrite: (editor: Editor) => void;
  onFiles: (files: readonly File[]) => void;
}

/** An editor of one message. What it is told may change; the text it begins with is looked at once. */
export function useMessageEditor(options: MessageEditorOptions): { editor: Editor; desk: SuggestionDesk } {
  const now = useRef(options);
  useEffect(() => {
    now.current = options;
  });
  const [desk] = useState(() => new SuggestionDesk());
  const editor = useEditor({
    extensions: [
      ...messageExtensions.filter((extension) => extension !== Mention),
      LiveMention,
      Placeholder.configure({ placeholder: ({ editor: present }) => (present.isEmpty ? now.current.placeholder : "") }),
      Selection,
      Directions,
      PasteMessage,
      filesIn((files) => now.current.onFiles(files)),
      Shortcodes,
      LinkRule,
      composerKeys(() => now.current.keys),
      suggestions(desk, MESSAGE_SIGNS),
    ],
    content: { type: "doc", content: readMessage(options.text) },
    // Its styles are in editor.css: injected ones would need an inline style sheet.
    injectCSS: false,
    editorProps: {
      attributes: { "aria-label": options.label, role: "textbox", "aria-multiline": "true", spellcheck: "true" },
    },
    onUpdate: ({ editor: present }) => now.current.onWrite(present),
  });
  return { editor, desk };
}
