import { type Editor, useEditorState } from "@tiptap/react";
import { Link } from "lucide-react";
import { Toolbar } from "radix-ui";
import { BLOCKS } from "../text/tools/blocks.ts";
import { EditorTool } from "../text/tools/editor-tool.tsx";
import { MARKS } from "../text/tools/marks.ts";
import { pressedOf, type Tool } from "../text/tools/tool.ts";
import { Line, ToolButton } from "../text/tools/tool-button.tsx";

/** The blocks that a message has. */
const OF_MESSAGES: readonly string[] = ["bullets", "numbers", "quote", "code-block"];
const SHAPES = BLOCKS.filter(({ id }) => OF_MESSAGES.includes(id));
const ALL = [...MARKS, ...SHAPES];

/** What can be done to the words of a message. One stop for the Tab key, arrows within; Escape goes back to the text. */
export function FormatBar({ editor, onLink }: { editor: Editor; onLink: () => void }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: present }) => ({
      pressed: pressedOf(ALL, present),
      link: present.isActive("link"),
    }),
  });
  const button = (tool: Tool) => <EditorTool key={tool.id} tool={tool} editor={editor} pressed={now.pressed} />;
  return (
    <Toolbar.Root
      aria-label="Formatting"
      loop
      className="flex flex-wrap items-center gap-0.5 border-b border-line px-1.5 py-1 pointer-coarse:flex-nowrap pointer-coarse:overflow-x-auto"
      onKeyDown={(event) => {
        if (event.key === "Escape") editor.commands.focus();
      }}
    >
      {MARKS.map(button)}
      <ToolButton label="Link" icon={Link} pressed={now.link} onUse={onLink} />
      <Line />
      {SHAPES.map(button)}
    </Toolbar.Root>
  );
}
