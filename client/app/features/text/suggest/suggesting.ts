import { Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { Cell } from "../../../../sdk/observed.ts";

/** What opens a menu when it is typed at a word's beginning. */
const SIGNS = ["@", "#", "/"] as const;
export type Sign = (typeof SIGNS)[number];

/** Longer than this, somebody is just writing. */
const LONGEST_QUERY = 40;

/** What is being typed after a sign. */
export interface Suggesting {
  sign: Sign;
  query: string;
  /** The sign and what was typed after it. */
  range: Range;
  /** Where that is in the window. */
  rect: () => DOMRect | null;
}

/** Between the text, in which one types, and the menu that is shown for it. */
export class SuggestionDesk {
  readonly now = new Cell<Suggesting | null>(null);
  /** What the open menu does with a key; true when it was for the menu. */
  onKey: ((event: KeyboardEvent) => boolean) | null = null;

  /** Nothing is suggested until the next sign. */
  clear(sign: Sign): void {
    if (this.now.value?.sign === sign) this.now.set(null);
  }
}

/** Notices when a sign is typed, and hands what follows to `desk`. */
export function suggestions(desk: SuggestionDesk): Extension {
  return Extension.create({
    name: "suggestions",
    addProseMirrorPlugins() {
      return SIGNS.map((sign) => {
        const show = ({ query, range, clientRect }: SuggestionProps) =>
          desk.now.set({ sign, query, range, rect: () => clientRect?.() ?? null });
        return Suggestion({
          editor: this.editor,
          char: sign,
          pluginKey: new PluginKey(`suggest ${sign}`),
          allowSpaces: sign !== "/",
          allowedPrefixes: [" ", "("],
          decorationClass: "suggesting",
          // In code these are only signs.
          allow: ({ editor }) => !editor.isActive("codeBlock") && !editor.isActive("code"),
          shouldShow: ({ query }) => query.length <= LONGEST_QUERY && !/^\s|[@#/]/.test(query),
          render: () => ({
            onStart: show,
            onUpdate: show,
            onExit: () => desk.clear(sign),
            onKeyDown: ({ event }) => desk.onKey?.(event) ?? false,
          }),
        });
      });
    },
  });
}
