import { Extension } from "@tiptap/core";
import { CollaborationCaret } from "@tiptap/extension-collaboration-caret";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { z } from "zod";
import type { RoomAwareness } from "../../../sdk/doc/presence.ts";

/** Whoever is in a doc, as their caret is drawn. */
const Somebody = z.object({ id: z.string().catch(""), name: z.string().catch(""), color: z.string().catch("") });
const Present = z.object({ user: Somebody });
const Change = z.object({ added: z.array(z.number()), updated: z.array(z.number()) });

/** The carets of the others, each with a name that fades while they do nothing and comes back when they do. */
export function carets(awareness: RoomAwareness, user: { name: string; color: string }): Extension[] {
  return [
    CollaborationCaret.configure({ provider: { awareness }, user, render: drawCaret }),
    Extension.create({
      name: "caretNames",
      addProseMirrorPlugins() {
        return [new Plugin({ key: new PluginKey("caretNames"), view: ({ dom }) => showNamesAnew(awareness, dom) })];
      },
    }),
  ];
}

function drawCaret(user: unknown): HTMLElement {
  const { id, name, color } = Somebody.parse(user);
  const caret = document.createElement("span");
  caret.className = "collaboration-carets__caret";
  caret.style.borderColor = color;
  caret.dataset.person = id;
  const label = document.createElement("div");
  label.className = "collaboration-carets__label";
  label.style.backgroundColor = color;
  // It says who is here, and moves nothing.
  label.dataset.motion = "keep";
  label.append(name);
  caret.append(label);
  return caret;
}

/** Shows the name at a caret again when its owner does something. */
function showNamesAnew(awareness: RoomAwareness, text: HTMLElement) {
  const changed = (change: unknown) => {
    const { added, updated } = Change.parse(change);
    for (const client of [...added, ...updated]) {
      const somebody = Present.safeParse(awareness.getStates().get(client));
      if (!somebody.success) continue;
      const { id } = somebody.data.user;
      for (const label of text.querySelectorAll(`[data-person="${CSS.escape(id)}"] .collaboration-carets__label`)) {
        for (const fading of label.getAnimations()) {
          fading.cancel();
          fading.play();
        }
      }
    }
  };
  awareness.on("change", changed);
  return { destroy: () => awareness.off("change", changed) };
}
