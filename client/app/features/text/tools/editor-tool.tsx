import type { Editor } from "@tiptap/core";
import type { Tool } from "./tool.ts";
import { ToolButton } from "./tool-button.tsx";

interface EditorToolProps {
  tool: Tool;
  editor: Editor;
  /** The ids of the tools that are pressed now. */
  pressed: readonly string[];
}

/** A tool as a button, for the text of an editor. */
export function EditorTool({ tool, editor, pressed }: EditorToolProps) {
  return (
    <ToolButton
      {...tool}
      label={tool.name}
      pressed={tool.active && pressed.includes(tool.id)}
      onUse={() => tool.use(editor)}
    />
  );
}
