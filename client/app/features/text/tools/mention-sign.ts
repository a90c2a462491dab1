import type { Editor } from "@tiptap/core";

/** An `@` where one opens the menu: at a word's beginning. */
export function mentionSign(editor: Editor): string {
  const { $from } = editor.state.selection;
  const before = $from.parent.textBetween(Math.max(0, $from.parentOffset - 1), $from.parentOffset);
  return before === "" || /\s/.test(before) ? "@" : " @";
}
