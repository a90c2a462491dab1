import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment.ts";
import { inRepository } from "./repository.ts";

describe("what is read from the environment", () => {
  it("is a server for this machine alone, in the repository's own state folder, when nothing is set", () => {
    const state = inRepository(".ensemble");
    const usual = { host: "127.0.0.1", port: 8787, stateFolder: state, settings: {} };
    expect(readEnvironment({})).toEqual(usual);
    expect(readEnvironment({ PORT: "", ENSEMBLE_STATE: "", ENSEMBLE_HOST: "", PUBLIC_URL: "" })).toEqual(usual);
  });

  it("takes the worker's settings under all their names, and nothing that is not one", () => {
    const { port, stateFolder, settings } = readEnvironment({
      PORT: "0",
      ENSEMBLE_STATE: "elsewhere",
      APP_URL: "https://ensemble.acme.dev",
      GITHUB_CLIENT_ID: "id",
      PATH: "/bin",
      HOST: "some-shells-set-this",
      BASE_URL: "/",
    });
    expect(port).toBe(0);
    expect(stateFolder).toBe(resolve("elsewhere"));
    expect(settings).toEqual({ APP_URL: "https://ensemble.acme.dev", GITHUB_CLIENT_ID: "id" });
  });

  it.each(["x", "-1", "65536", "1.5", "0x1F90 "])("refuses the port %j by name", (PORT) => {
    expect(() => readEnvironment({ PORT })).toThrow(`PORT is "${PORT}"`);
  });
});
