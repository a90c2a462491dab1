import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { database } from "./database.ts";
import { namesOf } from "./users.ts";

it("names as many users as are asked for, and nobody who is none", async () => {
  const ids = Array.from({ length: 250 }, () => crypto.randomUUID());
  await env.DB.prepare(
    `INSERT INTO user (id, name, email, email_verified, created_at, updated_at, superadmin)
     SELECT value, 'U' || key, value || '@example.com', 1, 0, 0, 0 FROM json_each(?)`,
  )
    .bind(JSON.stringify(ids))
    .run();
  const names = await namesOf(database(env.DB), [...ids, "nobody"]);
  expect(names.size).toBe(ids.length);
  expect(ids.map((id) => names.get(id))).toEqual(ids.map((_, index) => `U${index}`));
});
