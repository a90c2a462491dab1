import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { Icon, type IconName } from "../../design/icon.tsx";

interface Tool {
  name: string;
  icon: IconName;
  active: (editor: Editor) => boolean;
  use: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  {
    name: "Heading",
    icon: "heading",
    active: (editor) => editor.isActive("heading", { level: 2 }),
    use: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "Bold",
    icon: "bold",
    active: (editor) => editor.isActive("bold"),
    use: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: "Italic",
    icon: "italic",
    active: (editor) => editor.isActive("italic"),
    use: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "Code",
    icon: "code",
    active: (editor) => editor.isActive("code"),
    use: (editor) => editor.chain().focus().toggleCode().run(),
  },
  {
    name: "Bulleted list",
    icon: "bullets",
    active: (editor) => editor.isActive("bulletList"),
    use: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "Numbered list",
    icon: "numbers",
    active: (editor) => editor.isActive("orderedList"),
    use: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "Task list",
    icon: "tasks",
    active: (editor) => editor.isActive("taskList"),
    use: (editor) => editor.chain().focus().toggleTaskList().run(),
  },
  {
    name: "Quote",
    icon: "quote",
    active: (editor) => editor.isActive("blockquote"),
    use: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "Undo",
    icon: "undo",
    active: () => false,
    use: (editor) => editor.chain().focus().undo().run(),
  },
  {
    name: "Redo",
    icon: "redo",
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
          className="editor-tool"
          aria-label={tool.name}
          title={tool.name}
          aria-pressed={active[index] ?? false}
          onClick={() => tool.use(editor)}
        >
          <Icon name={tool.icon} />
        </button>
      ))}
    </div>
  );
}
