/** What every described route must do, new ones included: the routes come from the API's own description. */
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { SchemaObject } from "../../worker/docs/schema-text.ts";
import { type Account, call, callWith, Problem, signUp } from "./client.ts";

const Content = z.record(z.string(), z.object({ schema: z.custom<SchemaObject>().optional() }));
const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        security: z.array(z.unknown()).optional(),
        requestBody: z.object({ content: Content }).optional(),
      }),
    ),
  ),
  components: z.object({ schemas: z.record(z.string(), z.custom<SchemaObject>()) }),
});

interface Route {
  name: string;
  method: string;
  path: string;
  /** Described as open to all. */
  open: boolean;
  body: SchemaObject | undefined;
}

/** Routes that answer the signed out, too. */
const OPEN_TO_ALL = ["GET /api/me"];

let routes: Route[] = [];
let shapes: Record<string, SchemaObject> = {};
let ada: Account;
let eve: Account;
let workspace: string;

/** A value that fits `schema`. */
function sample(schema: SchemaObject): unknown {
  if (schema.$ref) return sample(shapes[schema.$ref.split("/").at(-1) ?? ""] ?? {});
  if (schema.enum) return schema.enum[0];
  const [first] = schema.anyOf ?? schema.oneOf ?? [];
  if (first) return sample(first);
  switch ([schema.type].flat()[0]) {
    case "object": {
      const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
      return Object.fromEntries(required.map(([name, property]) => [name, sample(property)]));
    }
    case "array":
      return [];
    case "integer":
    case "number":
      return 1;
    case "boolean":
      return true;
    case "string":
      if (schema.format === "uuid") return crypto.randomUUID();
      return schema.format === "email" ? "someone@example.com" : "some text";
    default:
      return null;
  }
}

/** The route's path with `ids` in it, and an id of nothing for every other parameter. */
function fill(path: string, ids: Record<string, string> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (ids[name] !== undefined) return encodeURIComponent(ids[name]);
    return name === "kind" ? "doc" : crypto.randomUUID();
  });
}

/** Asks a route with a body that fits, unless another is given. */
function ask(route: Route, path: string, token: string | undefined, body?: unknown): Promise<Response> {
  const sent = body === undefined && route.body ? sample(route.body) : body;
  return callWith({ RATE_LIMITS: "off" }, path, { method: route.method, token, body: sent });
}

/** Checks that an answer is a problem document that fits its status, and answers its code. */
async function codeOf(answer: Response, name: string): Promise<string> {
  expect(answer.headers.get("content-type"), name).toBe("application/problem+json");
  const problem = Problem.parse(await answer.json());
  expect(problem.status, name).toBe(answer.status);
  expect(problem.requestId, name).toBe(answer.headers.get("x-request-id"));
  return problem.code;
}

beforeAll(async () => {
  const document = Document.parse(await (await call("/api/openapi.json")).json());
  shapes = document.components.schemas;
  routes = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      open: operation.security?.length === 0 || OPEN_TO_ALL.includes(`${method.toUpperCase()} ${path}`),
      body: Object.values(operation.requestBody?.content ?? {})[0]?.schema,
    })),
  );
  [ada, eve] = [await signUp("Ada"), await signUp("Eve")];
  const made = await call("/api/workspaces", { token: ada.token, body: { name: "Engine" } });
  workspace = z.object({ id: z.string() }).parse(await made.json()).id;
});

describe("every route", () => {
  it("P5.15 refuses the signed out, whatever they send", async () => {
    const guarded = routes.filter(({ open }) => !open);
    expect(guarded.length).toBeGreaterThan(20);
    for (const route of guarded) {
      for (const body of [undefined, {}]) {
        const answer = await ask(route, fill(route.path, { w: workspace }), undefined, route.body ? body : undefined);
        expect(answer.status, route.name).toBe(401);
        expect(await codeOf(answer, route.name)).toBe("not_authenticated");
      }
    }
  });

  it("P5.8 answers an outsider about a workspace as about one that never was", async () => {
    const inside = routes.filter(({ path }) => path.includes("{w}"));
    expect(inside.length).toBeGreaterThan(10);
    for (const route of inside) {
      const real = await ask(route, fill(route.path, { w: workspace, user: ada.id }), eve.token);
      const none = await ask(route, fill(route.path, { user: ada.id }), eve.token);
      expect(real.status, route.name).toBe(none.status);
      expect(real.status, route.name).toBeGreaterThanOrEqual(400);
      expect(await codeOf(real, route.name)).toBe(await codeOf(none, route.name));
    }
    const still = await call(`/api/workspaces/${workspace}`, { token: ada.token });
    expect(await still.json()).toMatchObject({ name: "Engine", eraseAt: null });
  });

  it("P7.10 answers ids that are none with a named problem", async () => {
    for (const route of routes.filter(({ path }) => path.includes("{"))) {
      for (const id of ["x", "..", "%00", "' OR 1=1 --", "0".repeat(300), "\u{1f4a9}"]) {
        const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
        const path = fill(route.path, Object.fromEntries(names.map((name) => [name, id])));
        const answer = await ask(route, path, ada.token);
        expect([404, 405, 422], `${route.name} with ${id}: ${answer.status}`).toContain(answer.status);
        await codeOf(answer, route.name);
      }
    }
  });

  it("P7.10 answers bodies that do not fit with a named problem, and never fails inside", async () => {
    const deep = JSON.parse(`${"[".repeat(500)}${"]".repeat(500)}`);
    const hostile = [null, [], 7, "text", deep, { name: { $ne: 1 } }, JSON.parse('{"__proto__":{"superadmin":true}}')];
    for (const route of routes.filter(({ body }) => body)) {
      for (const body of hostile) {
        const path = fill(route.path, { w: workspace, user: ada.id });
        const answer = await ask(route, path, route.open ? undefined : ada.token, body);
        expect(answer.status, `${route.name} with ${JSON.stringify(body).slice(0, 40)}`).toBeLessThan(500);
        if (answer.status >= 400) await codeOf(answer, route.name);
      }
    }
  });

  it("P5.22 lets a key that may only read change nothing", async () => {
    const made = await call("/api/me/keys", { token: ada.token, body: { name: "reader", scopes: ["read"] } });
    const { key } = z.object({ key: z.string() }).parse(await made.json());
    for (const route of routes.filter(({ open, method }) => !open && method !== "GET")) {
      const answer = await ask(route, fill(route.path, { w: workspace, user: ada.id }), key);
      expect(answer.status, route.name).toBe(403);
      expect(await codeOf(answer, route.name)).toBe("forbidden");
    }
  });
});
