/** The ProseMirror schema of a doc's text, and trees made to fit it. No DOM is touched. */
import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import { textExtensions } from "./protocol.ts";
import type { TreeNode } from "./tree.ts";

export const textSchema = getSchema(textExtensions);

/**
 * Answers `blocks` as an editor would write them: default attributes filled in, and whatever a node must hold (a list
 * item's first paragraph) added. Every type must be of the schema.
 * @throws RangeError when the blocks cannot be made to fit the schema.
 */
export function conform(blocks: readonly TreeNode[]): TreeNode[] {
  return blocks.map((block) => {
    const node = fill(block);
    node.check();
    const tree: TreeNode = node.toJSON();
    return tree;
  });
}

function fill(tree: TreeNode): Node {
  if (tree.type === "text") return Node.fromJSON(textSchema, tree);
  const type = textSchema.nodes[tree.type];
  const node = type?.createAndFill(tree.attrs ?? null, (tree.content ?? []).map(fill));
  if (!node) throw new RangeError(`a ${tree.type} cannot hold what it was given`);
  return node;
}
