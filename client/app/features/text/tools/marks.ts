import { Bold, Code, Italic, Strikethrough } from "lucide-react";
import type { Tool } from "./tool.ts";

/** What can be done to words. */
export const MARKS: readonly Tool[] = [
  {
    id: "bold",
    name: "Bold",
    icon: Bold,
    shortcut: "mod+b",
    active: (editor) => editor.isActive("bold"),
    use: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    id: "italic",
    name: "Italic",
    icon: Italic,
    shortcut: "mod+i",
    active: (editor) => editor.isActive("italic"),
    use: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    id: "strike",
    name: "Strikethrough",
    icon: Strikethrough,
    shortcut: "mod+shift+s",
    active: (editor) => editor.isActive("strike"),
    use: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    id: "code",
    name: "Code",
    icon: Code,
    shortcut: "mod+e",
    active: (editor) => editor.isActive("code"),
    use: (editor) => editor.chain().focus().toggleCode().run(),
  },
];
