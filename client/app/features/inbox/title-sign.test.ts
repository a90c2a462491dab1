import { expect, it } from "vitest";
import { plainTitle, signedTitle } from "./title-sign.ts";

it("puts how many are unread before a title, once, and takes it away again", () => {
  expect(signedTitle("Website · Ensemble", 3)).toBe("(3) Website · Ensemble");
  expect(signedTitle("(3) Website · Ensemble", 4)).toBe("(4) Website · Ensemble");
  expect(signedTitle("(99+) Website · Ensemble", 0)).toBe("Website · Ensemble");
  expect(signedTitle("Inbox", 250)).toBe("(99+) Inbox");
  expect(plainTitle("(12) (draft) Plans")).toBe("(draft) Plans");
});
