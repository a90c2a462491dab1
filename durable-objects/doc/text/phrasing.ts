/** Marks as Markdown has them: one within the other, each around as much as it can. */
import type { PhrasingContent } from "mdast";
import { has } from "./inline.ts";
import type { TreeMark, TreeNode } from "./tree.ts";

/** Nests the marks of one line; `leaf` says what is within them, told what of its line begins there. */
export function nestMarks(
  content: readonly TreeNode[],
  leaf: (tree: TreeNode, rest: readonly TreeNode[]) => PhrasingContent[],
  open: readonly TreeMark[] = [],
): PhrasingContent[] {
  const nested: PhrasingContent[] = [];
  for (let index = 0; index < content.length; ) {
    const current = content[index];
    if (!current) break;
    const pending = (current.marks ?? []).filter(
      (mark) => mark.type !== "code" && !open.some((o) => o.type === mark.type),
    );
    const [outer, length] = longest(pending, content, index);
    if (outer) {
      const inner = nestMarks(content.slice(index, index + length), leaf, [...open, outer]);
      nested.push(...wrap(outer, inner));
      index += length;
    } else {
      nested.push(...leaf(current, content.slice(index)));
      index += 1;
    }
  }
  return nested;
}

function longest(marks: readonly TreeMark[], content: readonly TreeNode[], from: number): [TreeMark | null, number] {
  let best: [TreeMark | null, number] = [null, 0];
  for (const mark of marks) {
    let length = 1;
    for (let next = content[from + length]; next && has(next, mark); next = content[from + length]) length += 1;
    if (length > best[1]) best = [mark, length];
  }
  return best;
}

function wrap(mark: TreeMark, children: PhrasingContent[]): PhrasingContent[] {
  switch (mark.type) {
    case "bold":
      return [{ type: "strong", children }];
    case "italic":
      return [{ type: "emphasis", children }];
    case "strike":
      return [{ type: "delete", children }];
    case "underline":
      return [{ type: "html", value: "<u>" }, ...children, { type: "html", value: "</u>" }];
    case "link":
      return [link(mark, children)];
    default:
      return children;
  }
}

function link(mark: TreeMark, children: PhrasingContent[]): PhrasingContent {
  const title = mark.attrs?.title;
  return {
    type: "link",
    url: String(mark.attrs?.href ?? ""),
    title: typeof title === "string" && title !== "" ? title : null,
    // A link holds no link: marks of one type exclude each other.
    children: children.filter((child) => child.type !== "link" && child.type !== "linkReference"),
  };
}
