import { type NodeViewProps, NodeViewWrapper, ReactNodeViewRenderer } from "@tiptap/react";
import { Mention, mentionOf } from "../../../../../durable-objects/doc/text/protocol.ts";
import { MentionChip } from "./mention-chip.tsx";

/** The mentions of the shared schema, each shown as what it names is now. */
export const LiveMention = Mention.extend({
  addNodeView() {
    return ReactNodeViewRenderer(MentionView, { as: "span" });
  },
});

function MentionView({ node, selected }: NodeViewProps) {
  const mention = mentionOf(node.attrs);
  return (
    <NodeViewWrapper as="span" className="mention" data-selected={selected || undefined}>
      {mention ? <MentionChip {...mention} /> : String(node.attrs.label)}
    </NodeViewWrapper>
  );
}
