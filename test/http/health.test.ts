import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

it("P10.7 the server says that it and its database answer", async () => {
  const answer = await exports.default.fetch("http://ensemble.test/api/health");
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ status: "ok", database: "ok" });
});
