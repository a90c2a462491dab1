/**
 * The rich text of a doc: one schema for all who write it, the app's editor and the server's Markdown alike.
 *
 * It is a `protocol.ts` because that is what it is: the shape both sides agree on inside the Yjs document, so it may
 * be imported by the client as the frames of a room may. An editor deletes what its schema does not know; the app
 * therefore takes its extensions from here and adds only those that shape nothing (Collaboration, carets, menus).
 * The shape is the one Tiptap's StarterKit with Collaboration writes; a stock Tiptap editor opens it unchanged.
 */
import type { AnyExtension } from "@tiptap/core";
import { Code } from "@tiptap/extension-code";
import { Image } from "@tiptap/extension-image";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { TableKit } from "@tiptap/extension-table";
import { StarterKit } from "@tiptap/starter-kit";
import { Mention } from "./mention.ts";

export { MENTION_KINDS, Mention, type MentionKind, type MentionOf, mentionOf, mentionText } from "./mention.ts";

/** The name of the root `Y.XmlFragment` that holds a doc's rich text; Collaboration's own default. */
export const TEXT_FIELD = "default";

/**
 * Every extension that shapes the text. Undo is left out, since Collaboration brings its own; code may stand within
 * a link or bold text, as it does everywhere in Markdown (StarterKit's `code` drops the link around it). No paragraph is
 * put behind a last block that is none: whoever merely opened the text would have written in it.
 */
export const textExtensions: AnyExtension[] = [
  StarterKit.configure({ undoRedo: false, code: false, trailingNode: false, link: { openOnClick: false } }),
  Code.extend({ excludes: "code" }),
  TaskList,
  TaskItem.configure({ nested: true }),
  TableKit,
  Image.configure({ inline: true }),
  Mention,
];
