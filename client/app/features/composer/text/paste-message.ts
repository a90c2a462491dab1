import { Extension } from "@tiptap/core";
import { Fragment, Slice } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import type { TreeNode } from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { readMessage } from "./read-message.ts";

/** What plain text has in it when it is meant as Markdown: at the beginning of a line, or around words. */
const MARKDOWN =
  /^(?:[-*+] |\d{1,9}[.)] |> |```)|\*\*[^*\s][^*]*\*\*|`[^`\n]+`|~~[^~\s][^~]*~~|\[[^\]\n]+\]\([^)\s]+\)/m;

/** Text that comes without a form of its own is pasted line by line, or as what it says when it looks like Markdown. */
export const PasteMessage = Extension.create({
  name: "pasteMessage",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("pasteMessage"),
        props: {
          handlePaste(view, { clipboardData }) {
            const text = clipboardData?.getData("text/plain").replace(/\r\n?/g, "\n") ?? "";
            const { schema, selection, tr } = view.state;
            if (text === "" || clipboardData?.getData("text/html") || selection.$from.parent.type.spec.code)
              return false;
            const meant = MARKDOWN.test(text);
            // One line of words goes where the caret is, with the marks that are on there.
            if (!meant && !text.includes("\n")) return false;
            const blocks = meant ? readMessage(text) : linesOf(text);
            const open = (block: TreeNode | undefined) => (block?.type === "paragraph" ? 1 : 0);
            const slice = new Slice(Fragment.fromJSON(schema, blocks), open(blocks[0]), open(blocks.at(-1)));
            view.dispatch(tr.replaceSelection(slice).scrollIntoView());
            return true;
          },
        },
      }),
    ];
  },
});

/** Each line is a paragraph of its own. */
function linesOf(text: string): TreeNode[] {
  return text
    .replace(/^\n+|\n+$/g, "")
    .split("\n")
    .map((line) => ({ type: "paragraph", ...(line === "" ? {} : { content: [{ type: "text", text: line }] }) }));
}
