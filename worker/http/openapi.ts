/** The small pieces that route files describe themselves with. */
import type { z } from "@hono/zod-openapi";
import { ProblemDocument } from "./problem.ts";

/** An answer of JSON. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { "application/json": { schema } } };
}

/** An answer of plain bytes. */
export function bytes(description: string) {
  const schema = { type: "string", format: "binary" } as const;
  return { description, content: { "application/octet-stream": { schema } } };
}

/** A body of JSON that must be there. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true as const, content: { "application/json": { schema } } };
}

const PROBLEMS = {
  400: "Not valid; `reason` says what",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  409: "In conflict with what is there, or the idempotency key came with another body before",
  410: "Gone",
  412: "What `If-Match` names cannot be found",
  413: "Too large",
  422: "Not valid; `errors` says what",
  429: "Too many requests; `Retry-After` says when to come back",
  503: "Could not be done just now",
} as const;

/** The problems a route answers with, by status: `...problems(401, 404)`. */
export function problems<Status extends keyof typeof PROBLEMS>(...statuses: Status[]) {
  const content = { "application/problem+json": { schema: ProblemDocument } };
  const entries = statuses.map((status) => [status, { description: PROBLEMS[status], content }]);
  return Object.fromEntries(entries) as Record<Status, { description: string; content: typeof content }>;
}
