import { env, exports } from "cloudflare:workers";
import { expect, it } from "vitest";

it("runs", async () => {
  const r = await exports.default.fetch("http://x/api/health");
  expect(r.status).toBe(503);
  expect(env.DB).toBeDefined();
});
