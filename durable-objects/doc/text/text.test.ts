import { yXmlFragmentToProseMirrorRootNode } from "@tiptap/y-tiptap";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { buildLine } from "./build.ts";
import { readText as readTrees, writeText as writeTrees } from "./content.ts";
import { parseMarkdown } from "./parse.ts";
import { keyOf } from "./project.ts";
import { TEXT_FIELD } from "./protocol.ts";
import { textSchema } from "./schema.ts";
import { node, readChildren, type TreeMark, type TreeNode, text } from "./tree.ts";
import { writeMarkdown } from "./write.ts";

const SAMPLE = `# Plan **for** *June*

A paragraph with [a \`link\`](https://example.org "t"), <u>underlined</u>, ~~struck~~\\
and a break. <https://bare.example.org/x>

- one
- two
  - nested
  1. ordered

* [ ] open
* [x] done

- plain

3. three
4. four

> quote
>
> - in it

\`\`\`ts
const a = 1;
\`\`\`

| a      |      b |
| :----- | -----: |
| 1 \\| 2 | x<br>y |

![alt](https://example.org/i.png)

---
`;

/** What Markdown shows of blocks: their keys, without those of empty paragraphs. */
function shown(blocks: readonly TreeNode[]): string[] {
  return blocks.map(keyOf).filter((key) => key !== "");
}

function docOf(blocks: readonly TreeNode[]): Y.Doc {
  const doc = new Y.Doc();
  doc.getXmlFragment(TEXT_FIELD).insert(0, buildLine(blocks));
  return doc;
}

function treesOf(doc: Y.Doc): TreeNode[] {
  return readChildren(doc.getXmlFragment(TEXT_FIELD));
}

function writeText(doc: Y.Doc, markdown: string, origin: unknown): boolean {
  return writeTrees(doc, parseMarkdown(markdown), origin);
}

function readText(doc: Y.Doc): string {
  return writeMarkdown(readTrees(doc));
}

/** An editor throws nothing away of what passes this. */
function checkSchema(blocks: readonly TreeNode[]): void {
  if (blocks.length > 0) textSchema.nodeFromJSON({ type: "doc", content: blocks }).check();
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

function exchange(a: Y.Doc, b: Y.Doc): void {
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b, Y.encodeStateVector(a)));
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a, Y.encodeStateVector(b)));
}

/** The first Yjs text whose content holds `words`, wherever it is. */
function textHolding(parent: Y.XmlFragment, words: string): Y.XmlText {
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText && child.toJSON().includes(words)) return child;
    if (child instanceof Y.XmlElement) {
      const found = child.toArray().length > 0 && child.toString().includes(words) ? textHolding(child, words) : null;
      if (found) return found;
    }
  }
  throw new Error(`no text holds ${words}`);
}

const nasty = fc.constantFrom(
  ..."*_`~[]()<>#+-=.!|\\&:/@ \t".split(""),
  "a",
  "b",
  "1",
  "é",
  "字",
  "😀",
  "&amp;",
  "<u>",
  "</u>",
  "<br>",
  "**",
  "~~",
  "[x] ",
  "[ ] ",
  "http://a.bc",
  "www.a.bc",
  "a@b.cd",
  "1. ",
  "- ",
  "  ",
  "---",
  "](",
  "![",
);
const words = fc
  .array(fc.oneof(nasty, fc.constantFrom("one", "two", "three", " ")), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(""));

const marks: fc.Arbitrary<TreeMark[]> = fc
  .uniqueArray(fc.constantFrom("bold", "italic", "strike", "underline", "code", "link"), { maxLength: 3 })
  .map((types) =>
    types.map((type) => (type === "link" ? { type, attrs: { href: "https://example.org/(a)?b=*c*" } } : { type })),
  );
const inline: fc.Arbitrary<TreeNode> = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(words, marks).map(([value, list]) => text(value, list)) },
  { weight: 1, arbitrary: fc.constant<TreeNode>({ type: "hardBreak" }) },
  { weight: 1, arbitrary: fc.constant(node("image", { src: "https://example.org/i.png", alt: "an *image*" }, [])) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("user", "task", "page", "team"), words)
      .map(([kind, label]) => node("mention", { kind, id: "018f-ab_C", label }, [])),
  },
);
const line = fc.array(inline, { maxLength: 4 });
const paragraph = line.map((content) => node("paragraph", null, content));

const { block } = fc.letrec<{ block: TreeNode; item: TreeNode; task: TreeNode; list: TreeNode }>((tie) => ({
  item: fc
    .tuple(paragraph, fc.array(tie("block"), { maxLength: 2 }))
    .map(([first, rest]) => node("listItem", null, [first, ...rest])),
  task: fc
    .tuple(fc.boolean(), paragraph, fc.array(tie("block"), { maxLength: 2 }))
    .map(([checked, first, rest]) => node("taskItem", { checked }, [first, ...rest])),
  list: fc.oneof(
    fc.array(tie("item"), { minLength: 1, maxLength: 3 }).map((items) => node("bulletList", null, items)),
    fc.array(tie("task"), { minLength: 1, maxLength: 3 }).map((items) => node("taskList", null, items)),
    fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.array(tie("item"), { minLength: 1, maxLength: 3 }))
      .map(([start, items]) => node("orderedList", { start }, items)),
  ),
  block: fc.oneof(
    { maxDepth: 3, depthIdentifier: "block" },
    paragraph,
    fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(([level, content]) => node("heading", { level }, content)),
    fc
      .tuple(fc.constantFrom(null, "ts", "c++"), fc.array(fc.oneof(nasty, fc.constant("\n")), { maxLength: 6 }))
      .map(([language, parts]) => node("codeBlock", { language }, parts.length > 0 ? [text(parts.join(""), [])] : [])),
    fc.constant(node("horizontalRule", null, [])),
    tie("list"),
    fc.array(tie("block"), { minLength: 1, maxLength: 3 }).map((blocks) => node("blockquote", null, blocks)),
    fc.array(fc.array(line, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 3 }).map((rows) =>
      node(
        "table",
        null,
        rows.map((cells, row) =>
          node(
            "tableRow",
            null,
            cells.map((content) =>
              node(row === 0 ? "tableHeader" : "tableCell", null, [node("paragraph", null, content)]),
            ),
          ),
        ),
      ),
    ),
  ),
}));
const blocks = fc.array(block, { maxLength: 5 });
const markdown = fc
  .array(
    fc.oneof(
      words,
      fc.constantFrom(
        "",
        "# ",
        "> ",
        "- ",
        "1. ",
        "```",
        "| a | b |",
        "| - | - |",
        "  ",
        "    ",
        "* * *",
        "===",
        "[a]: b",
        "- [ ] x",
        "<div>",
      ),
    ),
    { maxLength: 12 },
  )
  .chain((parts) =>
    fc
      .array(fc.constantFrom("\n", "\n", "", "\n\n"), { minLength: parts.length, maxLength: parts.length })
      .map((ends) => parts.map((part, index) => part + ends[index]).join("")),
  );

describe("Markdown", () => {
  it("P1.13 a document of every block and mark is written as it was read", () => {
    expect(writeMarkdown(parseMarkdown(SAMPLE))).toBe(SAMPLE);
    checkSchema(parseMarkdown(SAMPLE));
    expect(parseMarkdown(SAMPLE.replaceAll("\n", "\r\n"))).toEqual(parseMarkdown(SAMPLE));
  });

  it("P7.7 any text is Markdown, fits the schema, and is stable once written", () => {
    fc.assert(
      fc.property(markdown, (source) => {
        const parsed = parseMarkdown(source);
        checkSchema(parsed);
        const written = writeMarkdown(parsed);
        expect(shown(parseMarkdown(written))).toEqual(shown(parsed));
        expect(writeMarkdown(parseMarkdown(written))).toBe(written);
      }),
      { numRuns: 500, examples: [["- a\n+ b\n- * * *\n"]] },
    );
  });

  it("P1.13 whatever an editor wrote reads back from its Markdown as the same blocks", () => {
    fc.assert(
      fc.property(blocks, (document) => {
        const parsed = parseMarkdown(writeMarkdown(document));
        checkSchema(parsed);
        expect(shown(parsed)).toEqual(shown(document));
      }),
      { numRuns: 500 },
    );
  });
});

describe("mentions", () => {
  const mention = (kind: string, id: string, label: string) => node("mention", { kind, id, label }, []);
  const line = (...content: TreeNode[]) => [node("paragraph", null, content)];

  it("P1.28 a mention of a person, task or page is a link that reads as its name, both ways", () => {
    const markdown =
      "Ask [@Ada \\[x\\]](ensemble:user/u-1) about [ENS-42](ensemble:task/t_2), see [Plans](ensemble:page/3).\n";
    const blocks = line(
      text("Ask ", []),
      mention("user", "u-1", "Ada [x]"),
      text(" about ", []),
      mention("task", "t_2", "ENS-42"),
      text(", see ", []),
      mention("page", "3", "Plans"),
      text(".", []),
    );
    expect(writeMarkdown(blocks)).toBe(markdown);
    expect(parseMarkdown(markdown)).toEqual(blocks);
    expect(writeMarkdown(parseMarkdown("**[*Ada*](ensemble:user/1)** [](ensemble:task/9)"))).toBe(
      "[@Ada](ensemble:user/1) [9](ensemble:task/9)\n",
    );
  });

  it("P1.28 a kind of mention that is not known here is kept", () => {
    const markdown = "[Loom](ensemble:team/7)\n";
    expect(writeMarkdown(parseMarkdown(markdown))).toBe(markdown);
    const doc = docOf(line(mention("team", "7", "Loom")));
    expect(writeText(doc, `Hello ${markdown}`, null)).toBe(true);
    expect(readText(doc)).toBe(`Hello ${markdown}`);
    checkSchema(treesOf(doc));
  });

  it("P7.7 a mention of what cannot be one is only words", () => {
    for (const attrs of [
      { kind: "javascript:", id: "1", label: "Run" },
      { kind: "user", id: "../1", label: "Run" },
      { kind: "user", id: "x".repeat(65), label: "Run" },
      { kind: 1, id: "1", label: "Run" },
      { label: "Run" },
    ]) {
      expect(writeMarkdown(line(node("mention", attrs, [])))).toBe("Run\n");
    }
    expect(writeMarkdown(line(node("mention", { kind: "task" }, [])))).toBe("");
    expect(writeMarkdown(line(mention("task", "1", "a\n# b\u202e c")))).toBe("[a # b c](ensemble:task/1)\n");
    expect(writeMarkdown(parseMarkdown("[x](ensemble:user/) [y](ensemble:task/a/b) [z](ENSEMBLE:task/1)"))).toBe(
      "x y z\n",
    );
  });
});

describe("writing Markdown into a document", () => {
  it("P3.9 a document comes to say what was written, and writing it again changes nothing", () => {
    fc.assert(
      fc.property(blocks, blocks, (before, after) => {
        const doc = docOf(before);
        const source = writeMarkdown(after);
        writeText(doc, source, null);
        expect(shown(treesOf(doc))).toEqual(shown(parseMarkdown(source)));
        expect(readText(doc)).toBe(writeMarkdown(parseMarkdown(source)));
        checkSchema(treesOf(doc));
        const state = Y.encodeStateVector(doc);
        expect(writeText(doc, source, null)).toBe(false);
        expect(Y.encodeStateVector(doc)).toEqual(state);
      }),
      { numRuns: 200 },
    );
  });

  it("P1.13 Tiptap's own reader finds nothing to correct in what was written", () => {
    fc.assert(
      fc.property(blocks, (document) => {
        const doc = docOf([]);
        writeText(doc, writeMarkdown(document), null);
        const before = Y.encodeStateAsUpdate(doc);
        const opened = yXmlFragmentToProseMirrorRootNode(doc.getXmlFragment(TEXT_FIELD), textSchema);
        expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
        expect(shown(opened.toJSON().content ?? [])).toEqual(shown(document));
      }),
      { numRuns: 100 },
    );
  });

  it("P2.10 what another types while a text is written is in the document afterwards", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("apple pie", "brown bear", "clear cold creek", "dry desert dust"), {
          minLength: 3,
          maxLength: 6,
        }),
        fc.nat(),
        fc.nat(),
        fc.constantFrom("# New\n\n", "> quoted\n\n", ""),
        (lines, typedAt, changedAt, first) => {
          const paragraphs = lines.map((words, index) => `${words} number ${index}`);
          const server = docOf([]);
          writeText(server, paragraphs.join("\n\n"), null);
          const typist = copyOf(server);
          const line = typedAt % paragraphs.length;
          textHolding(typist.getXmlFragment(TEXT_FIELD), `number ${line}`).insert(2, "TYPED");
          const changed = changedAt % paragraphs.length;
          const wanted = paragraphs.map((words, index) => (index === changed ? `${words} and **more**` : words));
          writeText(server, first + wanted.join("\n\n"), null);
          exchange(server, typist);
          expect(readText(typist)).toBe(readText(server));
          const typed = wanted.map((words, index) =>
            index === line ? `${words.slice(0, 2)}TYPED${words.slice(2)}` : words,
          );
          expect(readText(server)).toBe(`${first}${typed.join("\n\n")}\n`);
        },
      ),
    );
  });

  it("P2.10 a changed word, cell, task or list item is the only thing that is edited", () => {
    const doc = docOf([]);
    writeText(doc, SAMPLE, null);
    const table = doc
      .getXmlFragment(TEXT_FIELD)
      .toArray()
      .find((child) => child instanceof Y.XmlElement && child.nodeName === "table");
    const sizeOf = (change: (source: string) => string) => {
      let bytes = 0;
      const count = (update: Uint8Array) => {
        bytes += update.byteLength;
      };
      doc.on("update", count);
      expect(writeText(doc, change(readText(doc)), null)).toBe(true);
      doc.off("update", count);
      return bytes;
    };
    expect(sizeOf((source) => source.replace("const a", "const b"))).toBeLessThan(40);
    expect(sizeOf((source) => source.replace("[ ] open", "[x] open"))).toBeLessThan(40);
    expect(sizeOf((source) => source.replace("x<br>y", "z<br>y"))).toBeLessThan(40);
    expect(sizeOf((source) => source.replace("nested", "nestled"))).toBeLessThan(40);
    expect(sizeOf((source) => source.replace("<u>underlined</u>", "underlined"))).toBeLessThan(60);
    expect(doc.getXmlFragment(TEXT_FIELD).toArray()).toContain(table);
    const before = readText(doc);
    expect(sizeOf((source) => source.replace(/^(\| :?-+)/m, "$1: ").replace(/:: /, ": "))).toBeLessThan(80);
    expect(readText(doc)).not.toBe(before);
    expect(doc.getXmlFragment(TEXT_FIELD).toArray()).toContain(table);
  });

  it("P2.11 what Markdown cannot say stays: empty paragraphs, unknown marks, widths, unknown nodes", () => {
    const mention = node("mention", { id: "u1", label: "Ann" }, []);
    const callout = node("callout", { tone: "warm" }, [node("paragraph", null, [text("inside", [])])]);
    const present = [
      node("paragraph", null, []),
      node("paragraph", null, [
        text("plain ", []),
        text("red", [{ type: "textStyle", attrs: { color: "red" } }]),
        mention,
        text(" end ", []),
      ]),
      node("paragraph", null, []),
      callout,
      node("table", null, [
        node("tableRow", null, [
          node("tableHeader", { colwidth: [120], colspan: 2 }, [node("paragraph", null, [text("wide", [])])]),
        ]),
        node(
          "tableRow",
          null,
          ["a", "b"].map((word) => node("tableCell", null, [node("paragraph", null, [text(word, [])])])),
        ),
      ]),
      node("paragraph", null, [text("last", [])]),
    ];
    const doc = docOf(present);
    const before = treesOf(doc);
    const source = readText(doc);
    expect(source).toContain("plain red");
    expect(source).toContain("Ann");
    expect(source).toContain("inside");
    expect(treesOf(doc)).toEqual(before);
    expect(writeText(doc, source, null)).toBe(false);
    expect(
      writeText(
        doc,
        source.replace("last", "least").replace("plain", "plainer").replace("| b |", "| c |").replace("| b ", "| c "),
        null,
      ),
    ).toBe(true);
    const after = JSON.stringify(treesOf(doc));
    expect(after).toBe(
      JSON.stringify(before).replace("last", "least").replace("plain ", "plainer ").replace('"text":"b"', '"text":"c"'),
    );
  });

  it("P7.7 nobody can make up an unknown node by writing the code that stands for one", () => {
    const doc = docOf([]);
    writeText(doc, '```ensemble:node\n{"type":"evil"}\n```', null);
    expect(treesOf(doc).map(({ type }) => type)).toEqual(["codeBlock"]);
  });

  it("P7.7 addresses a browser could run and nesting without end are refused or plain text", () => {
    expect(JSON.stringify(parseMarkdown("[x](javascript:alert(1)) ![y](javascript:alert(1))"))).not.toContain(
      "javascript",
    );
    const runs = [{ type: "link", attrs: { href: "javascript:alert(1)" } }];
    const picture = { type: "image", attrs: { src: "javascript:alert(1)", alt: "a picture" } };
    expect(
      writeMarkdown([{ type: "paragraph", content: [{ type: "text", text: "words", marks: runs }, picture] }]),
    ).toBe("wordsa picture\n");
    expect(() => parseMarkdown(">".repeat(5_000))).toThrow("nested deeper");
    expect(() => parseMarkdown("![".repeat(5_000) + "](a)".repeat(5_000))).toThrow("nested deeper");
    expect(() => parseMarkdown("*a_ ".repeat(100_000))).toThrow("signs of emphasis");
    expect(() => parseMarkdown(`\`\`\`a\`\n${"*a_ ".repeat(100_000)}`)).toThrow("signs of emphasis");
    expect(() => parseMarkdown("- > a\n".repeat(50_000))).toThrow("nested lists");
    expect(() => parseMarkdown("- a\n  - b\n".repeat(50_000))).toThrow("nested lists");
    expect(() => parseMarkdown("a <!-- ".repeat(50_000))).toThrow("beginnings of comments");
    expect(parseMarkdown(`\`\`\`\n${"*_[".repeat(50_000)}\n\`\`\``)).toHaveLength(1);
    expect(writeMarkdown(parseMarkdown(`${"<u>".repeat(20_000)}a${"</u>".repeat(20_000)}`))).toBe("<u>a</u>\n");
    expect(() =>
      parseMarkdown(Array.from({ length: 200 }, (_, depth) => `${"  ".repeat(depth)}- x`).join("\n")),
    ).toThrow("nested deeper");
    const doc = new Y.Doc();
    let element: Y.XmlFragment = doc.getXmlFragment(TEXT_FIELD);
    for (let depth = 0; depth < 500; depth += 1) {
      const child = new Y.XmlElement("blockquote");
      element.insert(0, [child]);
      element = child;
    }
    doc.getXmlFragment(TEXT_FIELD).insert(0, [new Y.XmlText("loose")]);
    expect(readText(doc)).toContain(">");
    expect(writeText(doc, "after all", null)).toBe(true);
    expect(readText(doc)).toContain("after all");
  });

  it("P8.9 a text of very many blocks is written over one of very many words, and back", () => {
    // If each block were held against each word, this would not end within the test's time.
    const words = Array.from({ length: 100_000 }, (_, i) => i.toString(36)).join(" ");
    const blocks = "x\n\n".repeat(39_000);
    const doc = docOf(parseMarkdown(words));
    for (const markdown of [blocks, words]) {
      expect(writeText(doc, markdown, null)).toBe(true);
      expect(readText(doc)).toHaveLength(markdown === words ? words.length + 1 : blocks.length - 1);
    }
  });
});
