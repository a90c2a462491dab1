import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const KEY = new PluginKey<DecorationSet>("directions");

/**
 * Lets each block run the way its own words do. It is how the text is shown and no part of it: a direction kept in the
 * document would be one more thing to agree on.
 */
export const Directions = Extension.create({
  name: "directions",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: KEY,
        state: {
          init: (_config, { doc }) => directionsOf(doc),
          apply: (transaction, before) => (transaction.docChanged ? directionsOf(transaction.doc) : before),
        },
        props: { decorations: (state) => KEY.getState(state) },
      }),
    ];
  },
});

function directionsOf(doc: Node): DecorationSet {
  const blocks: Decoration[] = [];
  doc.forEach((block, at) => {
    if (block.type.spec.code !== true) blocks.push(Decoration.node(at, at + block.nodeSize, { dir: "auto" }));
  });
  return DecorationSet.create(doc, blocks);
}
