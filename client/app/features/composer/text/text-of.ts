import type { Editor } from "@tiptap/core";
import type { TreeNode } from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { readMessage } from "./read-message.ts";
import { writeMessage } from "./write-message.ts";

/** What an editor says, as the Markdown of a message; empty for nothing. */
export function textIn(editor: Editor): string {
  const doc: TreeNode = editor.state.doc.toJSON();
  return writeMessage(doc.content ?? []);
}

/** Makes an editor say a message's Markdown. Nobody wrote it here: it is not told as writing. */
export function putText(editor: Editor, text: string): void {
  editor.commands.setContent({ type: "doc", content: readMessage(text) }, { emitUpdate: false });
}
