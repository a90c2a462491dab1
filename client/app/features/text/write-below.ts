import { Extension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { NodeSelection, Plugin, PluginKey, Selection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Lets a click below the text write there, also where it ends with a block that nothing can be written behind, such as a
 * table. Only then is a paragraph put there: looking at a text must not change it. Keys come there by the gap cursor.
 */
export const WriteBelow = Extension.create({
  name: "writeBelow",
  addProseMirrorPlugins() {
    return [
      new Plugin({
        key: new PluginKey("write below"),
        props: {
          handleDOMEvents: {
            click: (view, event) => {
              if (!view.editable || !isBelow(view, event) || !endsWithNoParagraph(view.state.doc)) return false;
              const { selection } = view.state;
              // Whoever has selected something and let go down here wants just that.
              if (!selection.empty && !(selection instanceof NodeSelection)) return false;
              writeBelow(view);
              return true;
            },
          },
        },
      }),
    ];
  },
});

function isBelow({ dom }: EditorView, { target, clientY }: MouseEvent): boolean {
  const last = dom.lastElementChild;
  return target === dom && last !== null && clientY > last.getBoundingClientRect().bottom;
}

function endsWithNoParagraph({ lastChild, type }: Node): boolean {
  return lastChild !== null && lastChild.type !== type.schema.nodes.paragraph;
}

/** Puts a paragraph behind all there is, and the caret into it. */
function writeBelow(view: EditorView): void {
  const { doc, schema, tr } = view.state;
  const paragraph = schema.nodes.paragraph?.create();
  if (!paragraph) return;
  tr.insert(doc.content.size, paragraph);
  tr.setSelection(Selection.atEnd(tr.doc));
  view.dispatch(tr.scrollIntoView());
}
