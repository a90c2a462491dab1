import { describe, expect, it } from "vitest";
import { parseSettings, SettingsError, settingRows } from "./settings.ts";

const GOOD = { AUTH_SECRET: "a".repeat(32), TICKET_SECRET: "t".repeat(32) };

function problemsOf(from: object): string[] {
  try {
    parseSettings(from);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
}

describe("settings", () => {
  it("P10.9 with the two secrets alone, everything else has a value or is off", () => {
    expect(parseSettings(GOOD)).toMatchObject({
      ENVIRONMENT: "local",
      CORS_ORIGINS: [],
      RATE_LIMITS: "on",
      RATE_LIMIT_USUAL: [{ burst: 200, amount: 20, perSeconds: 1 }],
      RATE_LIMIT_SEARCH: [{ burst: 40, amount: 2, perSeconds: 1 }],
      RATE_LIMIT_SENSITIVE: [
        { burst: 50, amount: 100, perSeconds: 60 },
        { burst: 1000, amount: 1000, perSeconds: 3600 },
      ],
    });
  });

  it("P10.9 a name people already use counts, the canonical one before it, an empty one not at all", () => {
    const from = { ...GOOD, AUTH_SECRET: "", BETTER_AUTH_SECRET: "b".repeat(32), GOOGLE_OAUTH_CLIENT_ID: "alias" };
    const google = { GOOGLE_CLIENT_SECRET: "s" };
    expect(parseSettings({ ...from, ...google })).toMatchObject({
      AUTH_SECRET: "b".repeat(32),
      GOOGLE_CLIENT_ID: "alias",
    });
    expect(parseSettings({ ...from, ...google, GOOGLE_CLIENT_ID: "own" }).GOOGLE_CLIENT_ID).toBe("own");
    const names = settingRows().flatMap(({ name, aliases }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it("P10.9 each wrong setting has one sentence that names it as it was written", () => {
    expect(problemsOf({})).toEqual(["AUTH_SECRET is not set", "TICKET_SECRET is not set"]);
    expect(problemsOf({ ...GOOD, BETTER_AUTH_URL: "nowhere" })).toEqual([
      expect.stringMatching(/^BETTER_AUTH_URL \(for PUBLIC_URL\): /),
    ]);
    expect(problemsOf({ ...GOOD, RATE_LIMIT_USUAL: "many" })).toEqual([
      'RATE_LIMIT_USUAL: "many" is not of the form burst@amount/s, /m or /h',
    ]);
    expect(problemsOf({ ...GOOD, GITHUB_CLIENT_ID: "id" })).toEqual([
      "GITHUB_CLIENT_SECRET: must be set when GITHUB_CLIENT_ID is",
    ]);
    expect(problemsOf({ ...GOOD, ENVIRONMENT: "production" })).toEqual([
      "PUBLIC_URL: must be set when ENVIRONMENT is production",
    ]);
  });

  it("P10.5 no value of a secret is in an error", () => {
    const secrets = settingRows().filter(({ secret }) => secret);
    expect(secrets.length).toBeGreaterThan(4);
    const from = Object.fromEntries(secrets.map(({ name }) => [name, "hunter2"]));
    expect(JSON.stringify(problemsOf(from))).not.toContain("hunter2");
    for (const { description } of settingRows()) expect(description).not.toBe("");
  });
});
