/** `GET /api/openapi.json`, and `GET /api/docs` to read it, both made from the routes themselves. */
import type { OpenAPIHono } from "@hono/zod-openapi";
import { docsPage } from "../docs/page.ts";
import { DOCS_STYLE } from "../docs/style.ts";
import { type AppEnv, newRoutes } from "../http/context.ts";

const ABOUT = `Errors are application/problem+json {type, title, status, detail, code, requestId, errors?}; programs go by code. Lists take ?cursor=&limit= and answer {items, next}, next being null at the end. Times are ms since 1970, ids are UUIDs.

A create may carry an Idempotency-Key of your making: sent again within 24 hours, it acts once and answers the same.

Sign in for a session (a cookie, and a bearer token in the header set-auth-token), or make an API key (Authorization: Bearer ens_…, or X-Api-Key).

Too many requests are answered 429 with Retry-After; the RateLimit headers tell how many are left.`;

/** The routes that describe those of `app`; to be added last. */
export function docsOf(app: OpenAPIHono<AppEnv>): OpenAPIHono<AppEnv> {
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "ensemble.session_token",
    description: "Set by signing in; `__Secure-` before its name where the server is reached over https.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
    description: "A session's token, or an API key.",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "key", { type: "apiKey", in: "header", name: "X-Api-Key" });

  const document = once(() =>
    app.getOpenAPI31Document({
      openapi: "3.1.0",
      info: { title: "Ensemble API", version: "1", description: ABOUT },
      servers: [{ url: "/" }],
      security: [{ session: [] }, { bearer: [] }, { key: [] }],
    }),
  );

  const docs = newRoutes();
  docs.get("/api/openapi.json", (c) => c.json(document()));
  docs.get("/api/docs", (c) => c.html(docsPage(document(), "/api/docs.css")));
  docs.get("/api/docs.css", (c) =>
    c.body(DOCS_STYLE, 200, {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "max-age=3600",
    }),
  );
  return docs;
}

/** `make`, done at the first call only: all routes are there by then. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
