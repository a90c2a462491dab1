import { type Editor, useEditorState } from "@tiptap/react";
import { AtSign, Link, Redo2, Undo2 } from "lucide-react";
import { Toolbar as Radix } from "radix-ui";
import { BLOCKS, HEADINGS } from "./blocks.ts";
import { CodeLanguage } from "./code-language.tsx";
import { EditorTool } from "./editor-tool.tsx";
import { MARKS } from "./marks.ts";
import { mentionSign } from "./mention-sign.ts";
import { TABLE } from "./table.ts";
import { pressedOf, type Tool } from "./tool.ts";
import { Line, ToolButton } from "./tool-button.tsx";

const ALWAYS = [...HEADINGS, ...MARKS];

interface ToolbarProps {
  editor: Editor;
  /** Opens what asks for the address of a link. */
  onLink: () => void;
}

/**
 * What can be done to the text where the caret is. One stop for the Tab key, arrows within; Alt-F10 comes here from the
 * text and Escape goes back. In a table or a code block, what concerns those takes the place of what makes blocks.
 */
export function Toolbar({ editor, onLink }: ToolbarProps) {
  const now = useEditorState({
    editor,
    selector: ({ editor: present }) => ({
      place: present.isActive("table") ? "table" : present.isActive("codeBlock") ? "code" : "text",
      pressed: pressedOf([...ALWAYS, ...BLOCKS], present),
      link: present.isActive("link"),
      undo: present.can().undo(),
      redo: present.can().redo(),
    }),
  });
  const button = (tool: Tool) => <EditorTool key={tool.id} tool={tool} editor={editor} pressed={now.pressed} />;
  return (
    <Radix.Root
      aria-label="Formatting"
      loop
      className="sticky top-0 z-10 -mx-1 mb-2 flex flex-wrap items-center gap-0.5 border-b border-line bg-paper px-1 py-1 pointer-coarse:flex-nowrap pointer-coarse:overflow-x-auto"
      onKeyDown={(event) => {
        if (event.key === "Escape") editor.commands.focus();
      }}
    >
      {ALWAYS.map(button)}
      <ToolButton label="Link" icon={Link} pressed={now.link} onUse={onLink} />
      <ToolButton
        label="Mention a person, task or page"
        icon={AtSign}
        shortcut="@"
        onUse={() => editor.chain().focus().insertContent(mentionSign(editor)).run()}
      />
      <Line />
      {now.place === "table" ? TABLE.map(button) : null}
      {now.place === "code" ? <CodeLanguage editor={editor} /> : null}
      {now.place === "table"
        ? null
        : BLOCKS.filter(({ id }) => now.place === "text" || id === "code-block").map(button)}
      <Line />
      <ToolButton
        label="Undo"
        icon={Undo2}
        shortcut="mod+z"
        disabled={!now.undo}
        onUse={() => editor.chain().focus().undo().run()}
      />
      <ToolButton
        label="Redo"
        icon={Redo2}
        shortcut="mod+shift+z"
        disabled={!now.redo}
        onUse={() => editor.chain().focus().redo().run()}
      />
    </Radix.Root>
  );
}
