import type { Editor } from "@tiptap/core";
import { type MentionOf, mentionOf } from "../../../../../durable-objects/doc/text/protocol.ts";

/** The people that a text mentions, in order. */
export function peopleIn(editor: Editor): MentionOf[] {
  const people: MentionOf[] = [];
  editor.state.doc.descendants((node) => {
    const mention = node.type.name === "mention" ? mentionOf(node.attrs) : null;
    if (mention?.kind === "user") people.push(mention);
  });
  return people;
}
