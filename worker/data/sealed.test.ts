import { describe, expect, it } from "vitest";
import { parseSettings } from "../settings.ts";
import { seal, unseal } from "./sealed.ts";

const OLD = "o".repeat(32);
const NEW = "n".repeat(32);
const settingsWith = (AUTH_SECRET: string, AUTH_SECRET_PREVIOUS = "") =>
  parseSettings({ TICKET_SECRET: "t".repeat(32), AUTH_SECRET, AUTH_SECRET_PREVIOUS });

describe("a sealed text", () => {
  it("P5.24 opens with its key and what it is about, and is never twice the same", async () => {
    const settings = settingsWith(OLD);
    const sealed = await seal(settings, "about", "the text");
    expect(sealed).not.toContain("the text");
    expect(await seal(settings, "about", "the text")).not.toBe(sealed);
    expect(await unseal(settings, "about", sealed)).toBe("the text");
    expect(await unseal(settings, "about something else", sealed)).toBeNull();
  });

  it("P5.24 still opens after the secret changed, while the previous one is known", async () => {
    const sealed = await seal(settingsWith(OLD), "about", "the text");
    expect(await unseal(settingsWith(NEW, OLD), "about", sealed)).toBe("the text");
    expect(await unseal(settingsWith(NEW), "about", sealed)).toBeNull();
  });

  it("P5.24 does not open when it was changed or is none of ours", async () => {
    const settings = settingsWith(OLD);
    const sealed = await seal(settings, "about", "the text");
    const [id, iv, data = ""] = sealed.split(".");
    for (const wrong of [`${id}.${iv}.${data.slice(4)}`, `${id}.${iv}.!`, `${id}`, "", "..", `${id}.${data}.${iv}`]) {
      expect(await unseal(settings, "about", wrong), wrong).toBeNull();
    }
  });
});
