import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";

interface Tool {
  name: string;
  /** What the button shows; its name is read out. */
  face: string;
  active: (editor: Editor) => boolean;
  use: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  {
    name: "Heading",
    face: "H",
    active: (editor) => editor.isActive("heading", { level: 2 }),
    use: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "Bold",
    face: "B",
    active: (editor) => editor.isActive("bold"),
    use: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: "Italic",
    face: "I",
    active: (editor) => editor.isActive("italic"),
    use: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "Code",
    face: "<>",
    active: (editor) => editor.isActive("code"),
    use: (editor) => editor.chain().focus().toggleCode().run(),
  },
  {
    name: "Bulleted list",
    face: "•",
    active: (editor) => editor.isActive("bulletList"),
    use: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "Numbered list",
    face: "1.",
    active: (editor) => editor.isActive("orderedList"),
    use: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "Task list",
    face: "☑",
    active: (editor) => editor.isActive("taskList"),
    use: (editor) => editor.chain().focus().toggleTaskList().run(),
  },
  {
    name: "Quote",
    face: "❝",
    active: (editor) => editor.isActive("blockquote"),
    use: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "Undo",
    face: "↶",
    active: () => false,
    use: (editor) => editor.chain().focus().undo().run(),
  },
  {
    name: "Redo",
    face: "↷",
    active: () => false,
    use: (editor) => editor.chain().focus().redo().run(),
  },
];

/** The few marks and blocks most often wanted; the rest comes by typing Markdown. */
export function EditorToolbar({ editor }: { editor: Editor }) {
  const active = useEditorState({
    editor,
    selector: ({ editor: present }) => TOOLS.map((tool) => tool.active(present)),
  });
  return (
    <div className="editor-toolbar" role="toolbar" aria-label="Formatting">
      {TOOLS.map((tool, index) => (
        <button
          key={tool.name}
          type="button"
          className={`editor-tool editor-tool-${tool.name.split(" ")[0]?.toLowerCase()}`}
          aria-label={tool.name}
          title={tool.name}
          aria-pressed={active[index] ?? false}
          onClick={() => tool.use(editor)}
        >
          {tool.face}
        </button>
      ))}
    </div>
  );
}
