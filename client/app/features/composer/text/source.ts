import { mergeAttributes, Node } from "@tiptap/core";

/** A block of Markdown that a composer has no form for, such as a table: written as it is, and sent as it is. */
export const Source = Node.create({
  name: "source",
  group: "block",
  content: "text*",
  marks: "",
  code: true,
  defining: true,
  parseHTML() {
    return [{ tag: "pre[data-source]", preserveWhitespace: "full" }];
  },
  renderHTML({ HTMLAttributes }) {
    return ["pre", mergeAttributes(HTMLAttributes, { "data-source": "" }), 0];
  },
});
