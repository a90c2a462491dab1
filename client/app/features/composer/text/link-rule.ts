import { Extension, InputRule } from "@tiptap/core";

/** `[words](https://…)` written to its end becomes a link, as it would be read. */
export const LinkRule = Extension.create({
  name: "linkRule",
  addInputRules() {
    return [
      new InputRule({
        find: /\[([^\][]+)\]\((https?:\/\/[^\s()]+|mailto:[^\s()]+)\)$/,
        handler: ({ state, range, match: [, words = "", href = ""] }) => {
          const link = state.schema.marks.link?.create({ href });
          if (!link) return null;
          state.tr.replaceWith(range.from, range.to, state.schema.text(words, [link])).removeStoredMark(link);
          return undefined;
        },
      }),
    ];
  },
});
