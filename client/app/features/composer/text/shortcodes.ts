import { Extension, InputRule } from "@tiptap/core";
import { emojiData, inTone } from "../../emoji/emoji-data.ts";
import { skinTone } from "../../emoji/recent.ts";

/** `:tada:` written to its end becomes the emoji. */
export const Shortcodes = Extension.create({
  name: "shortcodes",
  addInputRules() {
    return [
      new InputRule({
        find: /(?:^|[\s(]):([\w+-]+):$/,
        handler: ({ state, range, match }) => {
          const known = emojiData.loaded?.called(match[1] ?? "");
          if (!known) return null;
          const from = range.to - (match[1]?.length ?? 0) - 1;
          state.tr.insertText(inTone(known, skinTone.value), from, range.to);
          return undefined;
        },
      }),
    ];
  },
});
