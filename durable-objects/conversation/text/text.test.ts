import { describe, expect, it } from "vitest";
import { MAX_MESSAGE_BYTES } from "../limits.ts";
import { linksIn } from "./links.ts";
import { mentionsIn } from "./mentions.ts";
import { excerptOf, wordsOf } from "./words.ts";

const ADA = "[@Ada](ensemble:user/ada)";

describe("mentions", () => {
  it("are links to people, each once, wherever they stand but in code", () => {
    for (const text of [
      ADA,
      `**${ADA}**`,
      `- ${ADA}\n> ${ADA}`,
      `a [@A\\]da](<ensemble:user/ada> "title")!`,
      `(${ADA})`,
    ]) {
      expect(mentionsIn(text), text).toEqual({ mentions: ["ada"], mentionsAll: null });
    }
    const code = [`\`${ADA}\``, `\`\` \` ${ADA} \`\``, `\`\`\`\n${ADA}\n\`\`\``, `~~~ts\n${ADA}`, `\\${ADA}`];
    const others = [
      "[t](ensemble:task/ada)",
      "[x](ensemble:user/a b)",
      "ensemble:user/ada",
      `[@Ada](https://x.y/ensemble:user/ada)`,
    ];
    for (const text of [...code, ...others]) {
      expect(mentionsIn(text), text).toEqual({ mentions: [], mentionsAll: null });
    }
    // A backtick without its like begins no code, and none reaches over the end of a paragraph.
    expect(mentionsIn(`a \` b ${ADA}`).mentions).toEqual(["ada"]);
    expect(mentionsIn(`a \` b\n\n${ADA} \``).mentions).toEqual(["ada"]);
    const many = Array.from({ length: 80 }, (_, n) => `[@u](ensemble:user/u${n})`).join(" ");
    expect(mentionsIn(many).mentions).toHaveLength(50);
  });

  it("of everyone and of those here are words by themselves", () => {
    expect(mentionsIn("@here and @everyone!").mentionsAll).toBe("everyone");
    expect(mentionsIn("(@here)").mentionsAll).toBe("here");
    for (const text of [
      "me@everyone.org",
      "@everyones",
      "`@here`",
      "[@here](https://x.y)",
      "https://x.y/@here",
      "@here-abouts",
    ]) {
      expect(mentionsIn(text).mentionsAll, text).toBeNull();
    }
  });
});

describe("words", () => {
  it("are what a message says, without its signs", () => {
    expect(wordsOf(`# Head\n\n1. **bold** and _it_ ~~no~~ [a link](https://x.y) ${ADA}`)).toBe(
      "Head\n\nbold and it no a link @Ada",
    );
    expect(wordsOf("snake_case 5 * 3 \\*as is\\* `a_b`\n```ts\nconst a = *b;\n```")).toBe(
      "snake_case 5 * 3 *as is* a_b\nconst a = *b;",
    );
    expect(excerptOf("one\n\n- two\n- three", 9)).toBe("one two…");
  });
});

describe("links", () => {
  it("are addresses of the web, without the punctuation around them", () => {
    const text = "See https://a.example/x_(y), [b](http://b.example/?q=1) (www.c.example/). <https://d.example>";
    expect(linksIn(text)).toEqual(["https://a.example/x_(y)", "http://b.example/?q=1", "http://www.c.example/"]);
    expect(linksIn("`https://a.example` [x](javascript:alert(1)) [y](ensemble:task/1)")).toEqual([]);
  });
});

it("P7.20 every text is read in one pass, whatever it is made to be", () => {
  const patterns = [
    "*a_ ",
    "**a ",
    "[",
    "[a](",
    "[](",
    "[a](b) ",
    "![a](",
    "> ",
    "- ",
    "- a\n  ",
    "`a",
    "<a ",
    "www.a.",
    "http://a.",
  ];
  const more = [
    "\\*",
    "[a]: b\n",
    ">a\nb\n",
    "[[a]",
    "[a](<",
    '[a](b "',
    "(((",
    "@here ",
    "#",
    "1. ",
    "~~",
    "[a](\\",
    "``` \n",
  ];
  // Read in one pass, all of these take milliseconds together; one that took the square of its length would take minutes.
  for (const pattern of [...patterns, ...more]) {
    const text = `${pattern.repeat(MAX_MESSAGE_BYTES / pattern.length)} https: @here ensemble:`;
    for (let times = 0; times < 5; times += 1) {
      mentionsIn(text);
      wordsOf(text);
      linksIn(text);
    }
  }
});
