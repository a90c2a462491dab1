import type { NodeView } from "@tiptap/pm/view";

/** A table as it was, in a frame as in the editor: one that is wider than the page is scrolled by itself. */
export function pastTable(): NodeView {
  const dom = document.createElement("div");
  const table = document.createElement("table");
  const contentDOM = document.createElement("tbody");
  dom.className = "tableWrapper";
  table.append(contentDOM);
  dom.append(table);
  return { dom, contentDOM };
}
