import { expect, it } from "vitest";
import { deviceInWords, isHandheld } from "./devices.ts";

const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";
const SAFARI =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

it("names browsers that claim to be one another by what they are", () => {
  expect(deviceInWords(CHROME)).toBe("Chrome on Linux");
  expect(deviceInWords(`${CHROME} Edg/150.0.0.0`)).toBe("Edge on Linux");
  expect(deviceInWords(SAFARI)).toBe("Safari on iPhone");
  expect([isHandheld(CHROME), isHandheld(SAFARI), isHandheld(null)]).toEqual([false, true, false]);
});

it("names programs as they name themselves, and says so of those that do not", () => {
  expect(deviceInWords("curl/8.5.0")).toBe("curl");
  expect(deviceInWords("node")).toBe("node");
  expect(deviceInWords(null)).toContain("does not say");
});
