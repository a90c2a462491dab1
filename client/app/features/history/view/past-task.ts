import type { Node } from "@tiptap/pm/model";
import type { NodeView } from "@tiptap/pm/view";

/** An item of a list of tasks as it was: its box, ticked or not, is called by its words and cannot be ticked here. */
export function pastTask(node: Node): NodeView {
  const dom = document.createElement("li");
  const label = document.createElement("label");
  const box = document.createElement("input");
  const contentDOM = document.createElement("div");
  const checked = node.attrs.checked === true;
  dom.dataset.checked = String(checked);
  box.type = "checkbox";
  box.checked = checked;
  box.disabled = true;
  box.setAttribute("aria-label", node.textContent);
  label.append(box);
  dom.append(label, contentDOM);
  return { dom, contentDOM };
}
