import { getSchema } from "@tiptap/core";
import { Node } from "@tiptap/pm/model";
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

const paragraph = (...content: TreeNode[]): TreeNode => ({ type: "paragraph", content });
const text = (words: string, ...marks: string[]): TreeNode => ({
  type: "text",
  text: words,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});

describe("the Markdown of a message", () => {
  it("comes out of an editor as it went in", () => {
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
});
