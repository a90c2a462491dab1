import {
  Heading1,
  Heading2,
  Heading3,
  List,
  ListChecks,
  ListOrdered,
  Minus,
  Quote,
  SquareCode,
  Table,
} from "lucide-react";
import type { Tool } from "./tool.ts";

const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true };

const heading = (level: 1 | 2 | 3, icon: Tool["icon"], keywords: string): Tool => ({
  id: `heading${level}`,
  name: `Heading ${level}`,
  icon,
  shortcut: `mod+alt+${level}`,
  keywords: `title h${level} ${keywords}`,
  active: (editor) => editor.isActive("heading", { level }),
  use: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
});

export const HEADINGS: readonly Tool[] = [
  heading(1, Heading1, "big"),
  heading(2, Heading2, "medium"),
  heading(3, Heading3, "small"),
];

/** What a block of the text can be, and what can stand between blocks. */
export const BLOCKS: readonly Tool[] = [
  {
    id: "bullets",
    name: "Bulleted list",
    icon: List,
    shortcut: "mod+shift+8",
    keywords: "unordered points",
    active: (editor) => editor.isActive("bulletList"),
    use: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    id: "numbers",
    name: "Numbered list",
    icon: ListOrdered,
    shortcut: "mod+shift+7",
    keywords: "ordered steps",
    active: (editor) => editor.isActive("orderedList"),
    use: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    id: "tasks",
    name: "Task list",
    icon: ListChecks,
    shortcut: "mod+shift+9",
    keywords: "checklist todo boxes",
    active: (editor) => editor.isActive("taskList"),
    use: (editor) => editor.chain().focus().toggleTaskList().run(),
  },
  {
    id: "quote",
    name: "Quote",
    icon: Quote,
    shortcut: "mod+shift+b",
    keywords: "citation",
    active: (editor) => editor.isActive("blockquote"),
    use: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    id: "code-block",
    name: "Code block",
    icon: SquareCode,
    shortcut: "mod+alt+c",
    keywords: "source program snippet",
    active: (editor) => editor.isActive("codeBlock"),
    use: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
  {
    id: "table",
    name: "Table",
    icon: Table,
    keywords: "grid rows columns",
    use: (editor) => editor.chain().focus().insertTable(NEW_TABLE).run(),
  },
  {
    id: "divider",
    name: "Divider",
    icon: Minus,
    keywords: "line rule separator",
    use: (editor) => editor.chain().focus().setHorizontalRule().run(),
  },
];
