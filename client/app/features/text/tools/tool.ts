import type { Editor } from "@tiptap/core";
import type { LucideIcon } from "lucide-react";

/** Something that can be done to a text where the caret is: in the toolbar, and after a slash. */
export interface Tool {
  id: string;
  name: string;
  icon: LucideIcon;
  /** Keys that do the same, as `Kbd` takes them. */
  shortcut?: string;
  /** Other words it is found by after a slash. */
  keywords?: string;
  /** Whether it is so already; left out for what is done and over. */
  active?: (editor: Editor) => boolean;
  use: (editor: Editor) => void;
}

/** Which of these tools are pressed now, by their ids. */
export function pressedOf(tools: readonly Tool[], editor: Editor): string[] {
  return tools.filter((tool) => tool.active?.(editor)).map(({ id }) => id);
}
