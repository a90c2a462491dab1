import { type Editor, Extension } from "@tiptap/core";
import { byFingers } from "../../../design/fingers.ts";

/** What the keys of a composer do besides writing. Each answers whether it was for it. */
export interface ComposerKeyActs {
  send: () => boolean;
  /** The arrow up in an empty composer. */
  up: () => boolean;
  cancel: () => boolean;
}

/**
 * Enter sends, but for in code, where lines are what it is about; with Shift it begins a line or the next item of a list.
 * With Ctrl or ⌘ it sends from anywhere. `acts` answers what the keys do now.
 */
export function composerKeys(acts: () => ComposerKeyActs): Extension {
  return Extension.create({
    name: "composerKeys",
    addKeyboardShortcuts() {
      const { editor } = this;
      const enter = () => {
        if (editor.view.composing) return false;
        if (inCode(editor)) return editor.isActive("source") && editor.commands.newlineInCode();
        if (beginCode(editor)) return true;
        // Where fingers write, Enter is the only key for a new line; there is a button to send.
        return byFingers() ? breakLine(editor) : acts().send();
      };
      const up = () => editor.isEmpty && acts().up();
      const cancel = () => acts().cancel();
      const send = () => acts().send();
      return {
        Enter: enter,
        "Shift-Enter": () => breakLine(editor),
        "Mod-Enter": send,
        ArrowUp: up,
        Escape: cancel,
      };
    },
  });
}

function inCode(editor: Editor): boolean {
  return editor.state.selection.$from.parent.type.spec.code === true;
}

/** Begins code where a line says so as in Markdown, with the name of its language or without. */
function beginCode(editor: Editor): boolean {
  const { $from } = editor.state.selection;
  const fence = /^```([\w+#-]*)$/.exec($from.parent.textContent);
  if (!fence || $from.parent.type.name !== "paragraph") return false;
  const language = fence[1] ? { language: fence[1] } : undefined;
  return editor.chain().deleteRange({ from: $from.start(), to: $from.end() }).setCodeBlock(language).run();
}

function breakLine(editor: Editor): boolean {
  if (inCode(editor)) return editor.commands.newlineInCode();
  if (beginCode(editor)) return true;
  // An item or a line of a quote without words ends the list or the quote, as everywhere.
  if (editor.isActive("listItem"))
    return editor.commands.splitListItem("listItem") || editor.commands.liftListItem("listItem");
  return editor.commands.liftEmptyBlock() || editor.commands.splitBlock();
}
