/**
 * Markdown as a text is read from it and written, the same at the edge and in an editor. Apart from `text/protocol.ts`,
 * because most who write a text never need it.
 */
export { linkAddresses, settle } from "../text/inline.ts";
export { mentionAddress, mentionAt } from "../text/mention.ts";
export { parseMarkdown } from "../text/parse.ts";
export { nestMarks } from "../text/phrasing.ts";
export type { TreeMark, TreeNode } from "../text/tree.ts";
