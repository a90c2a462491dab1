import { describe, expect, it } from "vitest";
import { combinationOf, isPlain, type Pressed } from "./keys.ts";

const pressed = (key: string, held: Partial<Pressed> & { altGraph?: boolean } = {}): Pressed => ({
  key,
  code: "",
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  getModifierState: () => held.altGraph ?? false,
  ...held,
});

describe("keys that are pressed", () => {
  it("are written down as shortcuts are", () => {
    expect(combinationOf(pressed("c"), false)).toBe("c");
    expect(combinationOf(pressed("Z", { ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+z");
    expect(combinationOf(pressed("ArrowUp", { altKey: true, shiftKey: true }), false)).toBe("alt+shift+arrowup");
    expect(combinationOf(pressed(" "), false)).toBe("space");
  });

  it("have ⌘ in the place of Ctrl on Apple's, and the other one means nothing", () => {
    expect(combinationOf(pressed("k", { metaKey: true }), true)).toBe("mod+k");
    expect(combinationOf(pressed("k", { ctrlKey: true }), true)).toBeNull();
    expect(combinationOf(pressed("k", { metaKey: true }), false)).toBeNull();
  });

  it("are what they write, however a keyboard comes to it", () => {
    expect(combinationOf(pressed("?", { shiftKey: true }), false)).toBe("?");
    expect(combinationOf(pressed("[", { ctrlKey: true, altKey: true, altGraph: true }), false)).toBe("[");
  });

  it("are taken for the Latin letter on the key where another script is written", () => {
    expect(combinationOf(pressed("с", { code: "KeyC" }), false)).toBe("c");
    expect(combinationOf(pressed("é", { code: "Digit2" }), false)).toBe("é");
  });

  it("are nothing while only modifiers are held", () => {
    expect(combinationOf(pressed("Shift", { shiftKey: true }), false)).toBeNull();
  });

  it("are plain when they would write", () => {
    expect(["c", "g b", "?", "shift+j"].every(isPlain)).toBe(true);
    expect(["mod+k", "mod+shift+z", "alt+arrowup"].some(isPlain)).toBe(false);
  });
});
