/**
 * Markdown as a doc's text is read from it, the same at the edge and in an editor that something is pasted into. Apart
 * from `text/protocol.ts`, because most who write a text never need it.
 */
export { parseMarkdown } from "../text/parse.ts";
