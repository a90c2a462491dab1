/**
 * What this version does not know: nodes of a newer editor, or of someone else's. In Markdown such a node stands as
 * code that holds its JSON, and the same code given back stands for the node again, so it survives both ways. Only
 * nodes the document already has come back; nobody can make one up.
 */
import { textSchema } from "./schema.ts";
import { node, type TreeNode, text } from "./tree.ts";

/** The language of a code block, and the first word of inline code, that stands for an unknown node. */
export const FOREIGN = "ensemble:node";

const CODE = [{ type: "code" }];

/** Replaces unknown nodes by code, drops unknown marks, and wraps what stands where only blocks may. */
export function hideForeign(blocks: readonly TreeNode[]): TreeNode[] {
  return hideBlocks(blocks);
}

function hideBlocks(children: readonly TreeNode[]): TreeNode[] {
  const blocks: TreeNode[] = [];
  let line: TreeNode[] = [];
  const endLine = () => {
    if (line.length > 0) blocks.push(node("paragraph", null, line));
    line = [];
  };
  for (const child of children) {
    if (child.type === "text" || textSchema.nodes[child.type]?.isInline) {
      line.push(...hideInline([child]));
      continue;
    }
    endLine();
    const type = textSchema.nodes[child.type];
    if (!type || type === textSchema.topNodeType) {
      blocks.push(node("codeBlock", { language: FOREIGN }, [text(stable(child), [])]));
    } else if (type.isTextblock) {
      const inline = type.spec.code === true ? plain(child.content ?? []) : hideInline(child.content ?? []);
      blocks.push(node(child.type, child.attrs ?? null, inline));
    } else {
      blocks.push(node(child.type, child.attrs ?? null, hideBlocks(child.content ?? [])));
    }
  }
  endLine();
  return blocks;
}

function hideInline(children: readonly TreeNode[]): TreeNode[] {
  return children.flatMap((child) => {
    if (child.type === "text") {
      return [
        text(
          child.text ?? "",
          (child.marks ?? []).filter((mark) => textSchema.marks[mark.type]),
        ),
      ];
    }
    if (textSchema.nodes[child.type]?.isInline) return [node(child.type, child.attrs ?? null, [])];
    return [text(`${FOREIGN} ${stable(child)}`, CODE)];
  });
}

function plain(children: readonly TreeNode[]): TreeNode[] {
  const value = children.map((child) => child.text ?? (child.type === "hardBreak" ? "\n" : "")).join("");
  return value === "" ? [] : [text(value, [])];
}

/** Puts back the unknown nodes of `present` wherever `blocks` holds the code that stands for one. */
export function restoreForeign(blocks: readonly TreeNode[], present: readonly TreeNode[]): TreeNode[] {
  const known = new Map<string, TreeNode>();
  collect(present, known);
  if (known.size === 0) return [...blocks];
  const restore = (tree: TreeNode): TreeNode => {
    const stood = standsFor(tree);
    return (
      (stood === null ? undefined : known.get(stood)) ??
      (tree.content ? { ...tree, content: tree.content.map(restore) } : tree)
    );
  };
  return blocks.map(restore);
}

function collect(children: readonly TreeNode[], into: Map<string, TreeNode>): void {
  for (const child of children) {
    if (child.type !== "text" && !textSchema.nodes[child.type]) into.set(stable(child), child);
    else collect(child.content ?? [], into);
  }
}

function standsFor(tree: TreeNode): string | null {
  if (tree.type === "codeBlock") return tree.attrs?.language === FOREIGN ? (tree.content?.[0]?.text ?? null) : null;
  if (tree.type !== "text" || !tree.marks?.some((mark) => mark.type === "code")) return null;
  return tree.text?.startsWith(`${FOREIGN} `) ? tree.text.slice(FOREIGN.length + 1) : null;
}

/** JSON with its keys in one order, since Yjs keeps none among attributes; on one line. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
