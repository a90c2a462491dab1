import { describe, expect, it } from "vitest";
import { cornerAt, cornerBeside } from "./corners.ts";

const window = { width: 1000, height: 800 };

describe("the corner of a small window", () => {
  it("is the one next to where it was let go, whichever way people read", () => {
    expect(cornerAt({ x: 100, y: 100 }, window, "ltr")).toBe("top start");
    expect(cornerAt({ x: 900, y: 100 }, window, "ltr")).toBe("top end");
    expect(cornerAt({ x: 100, y: 700 }, window, "rtl")).toBe("bottom end");
    expect(cornerAt({ x: 900, y: 700 }, window, "rtl")).toBe("bottom start");
  });

  it("is changed by the arrows, and by no other key", () => {
    expect(cornerBeside("bottom end", "ArrowUp", "ltr")).toBe("top end");
    expect(cornerBeside("bottom end", "ArrowLeft", "ltr")).toBe("bottom start");
    expect(cornerBeside("bottom start", "ArrowLeft", "rtl")).toBe("bottom end");
    expect(cornerBeside("top start", "ArrowUp", "ltr")).toBe("top start");
    expect(cornerBeside("top start", "Enter", "ltr")).toBeNull();
  });
});
