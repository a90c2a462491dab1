import { Extension, type Range } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionProps } from "@tiptap/suggestion";
import { Cell } from "../../../../sdk/observed.ts";

/** What opens a menu when it is typed at a word's beginning. */
export type Sign = "@" | "#" | "/" | ":";

/** Where a sign opens its menu, and for what behind it. */
interface SignRule {
  /** Whether what is looked for may be several words. */
  words: "one" | "several";
  /** Whether the sign must come first of all. */
  place: "anywhere" | "first";
  /** What is looked for, when it is worth a menu. */
  query: RegExp;
}

/** Whoever goes on with another sign, or a blank, wants no menu. */
const ANYTHING = /^(?!\s)[^@#/]*$/;
const EVERYWHERE: SignRule = { words: "several", place: "anywhere", query: ANYTHING };

/** The signs of a doc: whom and what it mentions, and blocks. */
export const DOC_SIGNS: SignRules = { "@": EVERYWHERE, "#": EVERYWHERE, "/": { ...EVERYWHERE, words: "one" } };

/** The signs of a message: besides whom and what it mentions, commands and emoji. */
export const MESSAGE_SIGNS: SignRules = {
  "@": EVERYWHERE,
  "#": EVERYWHERE,
  "/": { words: "one", place: "first", query: ANYTHING },
  ":": { words: "one", place: "anywhere", query: /^[\p{L}\d_+-]{2,}$/u },
};

type SignRules = Readonly<Partial<Record<Sign, SignRule>>>;

const SIGNS: readonly Sign[] = ["@", "#", "/", ":"];

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

/** Notices when one of these signs is typed, and hands what follows to `desk`. */
export function suggestions(desk: SuggestionDesk, signs: SignRules): Extension {
  return Extension.create({
    name: "suggestions",
    addProseMirrorPlugins() {
      return SIGNS.flatMap((sign) => {
        const rule = signs[sign];
        if (!rule) return [];
        const show = ({ query, range, clientRect }: SuggestionProps) =>
          desk.now.set({ sign, query, range, rect: () => clientRect?.() ?? null });
        return Suggestion({
          editor: this.editor,
          char: sign,
          pluginKey: new PluginKey(`suggest ${sign}`),
          allowSpaces: rule.words === "several",
          allowedPrefixes: [" ", "("],
          decorationClass: "suggesting",
          // In code these are only signs.
          allow: ({ editor, range }) =>
            !editor.isActive("codeBlock") &&
            !editor.isActive("code") &&
            (rule.place === "anywhere" || range.from === 1),
          shouldShow: ({ query }) => query.length <= LONGEST_QUERY && rule.query.test(query),
          render: () => ({
            onStart: show,
            onUpdate: show,
            onExit: () => desk.clear(sign),
            onKeyDown: ({ event }) => {
              // Escape closes the menu, and nothing that the text stands in.
              if (event.key === "Escape" && desk.now.value) event.stopPropagation();
              return desk.onKey?.(event) ?? false;
            },
          }),
        });
      });
    },
  });
}
