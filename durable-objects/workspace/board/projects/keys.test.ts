import { describe, expect, it } from "vitest";
import { keyFor } from "./keys.ts";
import { ProjectKey } from "./protocol.ts";

describe("a project's key", () => {
  const none = new Set<string>();

  it.each([
    ["Ensemble", none, "ENS"],
    ["Mobile app", none, "MA"],
    ["  design — system: v2 ", none, "DSV"],
    ["Ünïcode Größe", none, "UG"],
    ["X", none, "X"],
    ["2026 roadmap", none, "ROA"],
    ["東京", none, "PRJ"],
    ["🚀", none, "PRJ"],
    ["123", none, "PRJ"],
    ["Mobile app", new Set(["MA"]), "MOB"],
    ["Mobile app", new Set(["MA", "MOB", "MOBI"]), "MOBIL"],
    ["Ens", new Set(["ENS"]), "ENS2"],
    ["Ens", new Set(["ENS", "ENS2"]), "ENS3"],
    ["東京", new Set(["PRJ"]), "PRJ2"],
  ])("of %j beside %j is made of it", (name, taken, key) => {
    expect(keyFor(name, (each) => !taken.has(each))).toBe(key);
  });

  it("is always another, and a good one", () => {
    const taken = new Set<string>();
    for (let count = 0; count < 500; count += 1) {
      const key = keyFor("The very same name", (each) => !taken.has(each));
      expect(ProjectKey.safeParse(key).success).toBe(true);
      taken.add(key);
    }
    expect(taken.size).toBe(500);
  });
});
