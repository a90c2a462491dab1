import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { plainText } from "./plain-text.ts";

function paragraph(...parts: (Y.XmlText | Y.XmlElement)[]): Y.XmlElement {
  const element = new Y.XmlElement("paragraph");
  element.insert(0, parts);
  return element;
}

function mention(attrs: Record<string, string>): Y.XmlElement {
  const element = new Y.XmlElement("mention");
  for (const [name, value] of Object.entries(attrs)) element.setAttribute(name, value);
  return element;
}

describe("a text without its marks", () => {
  it("has a line for each block, and the words of whom and what it mentions", () => {
    const fragment = new Y.Doc().getXmlFragment("default");
    fragment.insert(0, [
      paragraph(new Y.XmlText("Ask "), mention({ kind: "user", id: "u1", label: "Ada" }), new Y.XmlText(" today")),
      paragraph(mention({ kind: "task", id: "t1", label: "ENG-1" })),
      paragraph(new Y.XmlText("a"), new Y.XmlElement("hardBreak"), new Y.XmlText("b")),
    ]);
    expect(plainText(fragment)).toBe("Ask @Ada today\nENG-1\na\nb");
  });
});
