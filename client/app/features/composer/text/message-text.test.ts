import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TreeNode } from "../../../../../durable-objects/doc/markdown/protocol.ts";
import { readMessage } from "./read-message.ts";
import { messageExtensions } from "./schema.ts";
import { writeMessage } from "./write-message.ts";

const schema = getSchema(messageExtensions);

/** What an editor makes of it, and would send. */
function through(markdown: string): string {
  const doc = Node.fromJSON(schema, { type: "doc", content: readMessage(markdown) });
  doc.check();
  const { content }: { content: TreeNode[] } = doc.toJSON();
  return writeMessage(content);
}

/** All words of some blocks, whatever stands between them. */
function wordsOf(blocks: readonly TreeNode[]): string {
  const words = ({ text: said = "", content = [], attrs }: TreeNode): string =>
    `${said}${attrs?.label ?? ""}${content.map(words).join("")}`;
  return blocks.map(words).join("").replaceAll(/\s/g, "");
}

const paragraph = (...content: TreeNode[]): TreeNode => ({ type: "paragraph", content });
const text = (words: string, ...marks: string[]): TreeNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

describe("the Markdown of a message", () => {
  it("P1.30 comes out of an editor as it went in", () => {
    for (const markdown of [
      "Hello **there**, *you* ~~all~~ `x = 1`",
      "One line\nand another",
      "First\n\nsecond",
      "- one\n- two\n  - deeper\n- three",
      "3. three\n4. four",
      "> quoted\n> on",
      "```ts\nconst a = 1;\n\nconst b = `2`;\n```",
      "See https://example.com/a_b?c=d#e and [this](https://example.com/)",
      "[@Ada](ensemble:user/u1) took [ENS-1](ensemble:task/t1) from [Plan](ensemble:page/p1)",
      "@here and @everyone",
      "# A heading\n\nand text",
      "| a | b |\n| - | - |\n| 1 | 2 |",
      "- [ ] a box\n- [x] another",
      "![a picture](https://example.com/a.png)",
      "---",
    ])
      expect(through(markdown)).toBe(markdown);
  });

  it("has a paragraph for each line, and an empty one where lines are apart", () => {
    const lines = [paragraph(text("a")), paragraph(text("b")), paragraph(), paragraph(), paragraph(text("c"))];
    expect(writeMessage(lines)).toBe("a\nb\n\nc");
    expect(readMessage("a\nb\n\nc").map(({ content }) => content?.[0]?.text ?? "")).toEqual(["a", "b", "", "c"]);
  });

  it("keeps signs that were typed from becoming marks", () => {
    for (const words of [
      "2 * 3 * 4",
      "*not bold*",
      "# no heading",
      "- no list",
      "1. no list",
      "<b>html</b>",
      "a_b_c",
      "[x](y)",
    ])
      expect(readMessage(writeMessage([paragraph(text(words))]))).toEqual([paragraph(text(words))]);
  });

  it("links an address that nobody made a link of, whole", () => {
    expect(writeMessage([paragraph(text("see https://example.com/a_b_c, please"))])).toContain(
      "https://example.com/a_b_c",
    );
    expect(through("(https://example.com/a)")).toContain("https://example.com/a");
  });

  it("lets marks hug their words, and drops what is empty", () => {
    expect(writeMessage([paragraph(text("bold ", "bold"), text("and on"))])).toBe("**bold** and on");
    expect(writeMessage([paragraph(), paragraph(text("  ")), paragraph({ type: "hardBreak" })])).toBe("");
    expect(writeMessage([paragraph({ type: "hardBreak" }, text("a"), { type: "hardBreak" })])).toBe("a");
  });

  it("is never HTML", () => {
    const words = "<script>alert(1)</script>";
    expect(readMessage(words)).toEqual([paragraph(text(words))]);
    expect(readMessage("[x](javascript:alert(1))")).toEqual([paragraph(text("x"))]);
  });

  it("P7.22 says the same once it was read back, whatever was written", () => {
    const words = fc.stringMatching(/^[ -~äß€🎉\t]{1,12}$/u);
    const marks = fc.subarray(["bold", "italic", "strike", "code"]);
    const inline = fc.oneof(
      { weight: 5, arbitrary: fc.tuple(words, marks).map(([said, some]) => text(said, ...some)) },
      fc.constant<TreeNode>({ type: "hardBreak" }),
      fc.constant<TreeNode>({ type: "mention", attrs: { kind: "user", id: "u1", label: "Ada" } }),
    );
    const line = fc.array(inline, { maxLength: 4 }).map((content) => paragraph(...content));
    const item = line.map((only): TreeNode => ({ type: "listItem", content: [only] }));
    const block = fc.oneof(
      { weight: 3, arbitrary: line },
      fc.array(line, { minLength: 1, maxLength: 3 }).map((content): TreeNode => ({ type: "blockquote", content })),
      fc.array(item, { minLength: 1, maxLength: 3 }).map((content): TreeNode => ({ type: "bulletList", content })),
      words.map((code): TreeNode => ({ type: "codeBlock", content: [text(code)] })),
    );
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const once = writeMessage(blocks);
        const doc = Node.fromJSON(schema, { type: "doc", content: readMessage(once) });
        doc.check();
        expect(through(once)).toBe(once);
        expect(wordsOf(readMessage(once))).toBe(wordsOf(blocks));
      }),
      { numRuns: 500 },
    );
  });
});
