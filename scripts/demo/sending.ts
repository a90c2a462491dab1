import { z } from "zod";
import { DemoCannotRun } from "./cannot-run.ts";
import type { DemoPerson } from "./people.ts";

/** What is asked of the server that the SDK has no words for: with a text of a type, with JSON, or with nothing. */
export type Sending = { method: string; path: string } & (
  | { type: string; body: string; json?: never }
  | { json?: object; type?: never; body?: never }
);

const Refused = z.object({ detail: z.string().default("") });

/** Asks as someone. @throws DemoCannotRun when the server refuses it */
export async function send(url: string, by: DemoPerson, { method, path, type, body, json }: Sending): Promise<void> {
  const headers = new Headers({ authorization: `Bearer ${by.token}` });
  if (type !== undefined || json) headers.set("content-type", type ?? "application/json");
  const answer = await fetch(new URL(path, url), {
    method,
    headers,
    ...(type !== undefined || json ? { body: body ?? JSON.stringify(json) } : {}),
  });
  if (answer.ok) return;
  const { detail } = Refused.catch({ detail: "" }).parse(await answer.json().catch(() => null));
  throw new DemoCannotRun(`The server answered ${answer.status} to ${method} ${path}. ${detail}`);
}
