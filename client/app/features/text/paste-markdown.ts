import { Extension } from "@tiptap/core";
import { Plugin, PluginKey } from "@tiptap/pm/state";

/** What plain text has in it when it is meant as Markdown: at the beginning of a line, or around words. */
const MARKDOWN =
  /^(?:#{1,6} |[-*+] |\d{1,9}[.)] |> |```|\|.+\|[ \t]*$|- \[[ x]\] )|\*\*[^*\s][^*]*\*\*|\[[^\]]+\]\([^)\s]+\)/m;

/** Text that is pasted, looks like Markdown and comes without a form of its own becomes what it says. */
export const PasteMarkdown = Extension.create({
  name: "pasteMarkdown",
  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        key: new PluginKey("pasteMarkdown"),
        props: {
          handlePaste(_view, { clipboardData }) {
            const text = clipboardData?.getData("text/plain") ?? "";
            if (clipboardData?.getData("text/html") || editor.isActive("codeBlock") || !MARKDOWN.test(text))
              return false;
            void import("../../../../durable-objects/doc/markdown/protocol.ts").then(({ parseMarkdown }) => {
              if (!editor.isDestroyed) editor.chain().focus().insertContent(blocksOf(text, parseMarkdown)).run();
            });
            return true;
          },
        },
      }),
    ];
  },
});

/** The blocks that `text` says, or the text itself where it is too much of anything. */
function blocksOf(text: string, parse: (markdown: string) => object[]): object[] | string {
  try {
    return parse(text);
  } catch {
    return text;
  }
}
