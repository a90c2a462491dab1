import type { Nodes } from "mdast";
import { describe, expect, it } from "vitest";
import { readAddress } from "./addresses.ts";
import { callsIn } from "./call-outs.ts";
import { piecesOf } from "./highlighting.ts";
import { isOnlyEmoji } from "./only-emoji.ts";
import { parseMessage } from "./parse.ts";
import { excerptOf, plainLines } from "./plain-words.ts";

const HERE = "https://ensemble.example";

/** What a text is made of, without where each part stands. */
function typesOf(node: Nodes): string[] {
  return [node.type, ...("children" in node ? node.children.flatMap(typesOf) : [])];
}

/** All the words of a text. */
function wordsOf(node: Nodes): string {
  if ("children" in node) return node.children.map(wordsOf).join("");
  return "value" in node ? node.value : "";
}

describe("a message's Markdown", () => {
  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b>bold</b> claim",
    "<!-- hidden -->",
    "<https://x.example/?<b>>",
  ])("has no HTML: %s is words", (text) => {
    const root = parseMessage(text);
    expect(typesOf(root).filter((type) => type === "html")).toEqual([]);
    expect(wordsOf(root)).toContain("<");
  });

  it("loses nothing of what looks like a definition, an indented line or an underlined heading", () => {
    for (const text of ["[a]: https://x.example", "    indented", "Title\n---"]) {
      expect(wordsOf(parseMessage(text)) || typesOf(parseMessage(text)).join()).not.toBe("");
    }
    expect(typesOf(parseMessage("Title\n---"))).not.toContain("heading");
  });

  it("makes links of bare addresses", () => {
    expect(typesOf(parseMessage("see https://x.example/a_b and www.y.example."))).toContain("link");
  });

  it.each(["> ".repeat(8_000), "1) ".repeat(5_000), "_a*_".repeat(4_000), "* ".repeat(80).concat("a\n").repeat(90)])(
    "is words where it is made to take long (%#)",
    (text) => {
      expect(typesOf(parseMessage(text))).toEqual(["root", "paragraph", "text"]);
      expect(wordsOf(parseMessage(text))).toBe(text);
    },
  );

  it("reads much code with many signs as code", () => {
    const text = `\`\`\`c\n${"*p_a++ = ~*q;\n".repeat(500)}\`\`\``;
    expect(typesOf(parseMessage(text))).toEqual(["root", "code"]);
  });
});

describe("an address", () => {
  it.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc", "nowhere"])(
    "that a browser could run, or that leads nowhere, is none: %s",
    (url) => expect(readAddress(url, HERE)).toBeNull(),
  );

  it("leads to the web, to mail, into the app, or names what is mentioned", () => {
    expect(readAddress("https://x.example/a", HERE)).toEqual({ kind: "web", href: "https://x.example/a" });
    expect(readAddress("mailto:a@x.example", HERE)).toEqual({ kind: "web", href: "mailto:a@x.example" });
    expect(readAddress(`${HERE}/w/1/c/2?message=3`, HERE)).toEqual({ kind: "here", href: "/w/1/c/2?message=3" });
    expect(readAddress(`${HERE}/api/objects/1`, HERE)).toMatchObject({ kind: "web" });
    expect(readAddress("ensemble:task/4", HERE)).toEqual({ kind: "mention", mention: { kind: "task", id: "4" } });
    expect(readAddress("ensemble:task/4/../5", HERE)).toBeNull();
  });
});

it("hears calls to everyone, and not addresses that look like one", () => {
  expect(callsIn("hey @here, ask @everyone.").flatMap(({ calls }) => calls ?? [])).toEqual(["here", "everyone"]);
  expect(callsIn("mail a@here.example, @hereabouts, @@here").flatMap(({ calls }) => calls ?? [])).toEqual([]);
  expect(callsIn("")).toEqual([{ words: "", calls: null }]);
});

it("shows a few emoji large, and nothing else", () => {
  expect(["👍", "👩‍🚀 🎉", "❤️\n🇪🇺"].map(isOnlyEmoji)).toEqual([true, true, true]);
  expect(["1", "ok 👍", "", "#", "👍".repeat(40)].map(isOnlyEmoji)).toEqual([false, false, false, false, false]);
});

it("parts code for its language, and leaves that of an unknown one whole", () => {
  const code = 'const a = "x";';
  expect(
    piecesOf(code, "ts")
      .map(({ text }) => text)
      .join(""),
  ).toBe(code);
  expect(piecesOf(code, "ts").some(({ kind }) => kind === "keyword")).toBe(true);
  expect(piecesOf(code, "no-such")).toEqual([{ text: code, kind: null }]);
});

it("says a text without its marks, on one line or with its own", () => {
  const text = "**Two** things:\n\n- [one](https://x.example)\n- `two`  \nand more";
  expect(excerptOf(text, 100)).toBe("Two things: one two and more");
  expect(excerptOf(text, 8)).toBe("Two thi…");
  expect(plainLines(text).split("\n").filter(Boolean)).toEqual(["Two things:", "one", "two", "and more"]);
});
