/** `Idempotency-Key`: a create sent twice acts once and answers the same (P3). */

import { z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { RoomError } from "../../durable-objects/room/errors.ts";
import { newId } from "../../durable-objects/room/id.ts";
import { type Database, database } from "../data/database.ts";
import {
  claimKey,
  forgetKey,
  type IdempotencyRow,
  type KeyPlace,
  releaseKey,
  rememberAnswer,
} from "../data/idempotency-keys.ts";
import { seal, unseal } from "../data/sealed.ts";
import type { AppEnv } from "./context.ts";
import { log } from "./logs.ts";

/** How often, and how many times, a request looks whether another with the same key has finished. */
const LOOK_EVERY_MS = 100;
const LOOKS = 50;

const KEY = /^[\x21-\x7e]{1,255}$/;

/** For the description of the routes that are `idempotent`, which judges the key itself. */
export const IdempotencyHeader = z.object({
  "idempotency-key": z.string().optional().meta({
    description: "Of your making, 1 to 255 ASCII characters: sent again within 24 h it acts once and answers the same.",
  }),
});

/** What of an answer is kept; the other headers are made anew for each request. */
const Answer = z.object({ body: z.string(), contentType: z.string(), location: z.string().optional() });

/**
 * For creates; needs `requireUser` before it. Sets `c.get("creation")`, the id the new object must get. With the header
 * `Idempotency-Key` it is the same for every attempt, so an attempt that died after it had committed is repeated into
 * the same object. Answers of 2xx are remembered for 24 h per user and route, encrypted; no other outcome is.
 * @throws RoomError `key_reused` for the same key with another body, `conflict` while another attempt is at work,
 *   `invalid` for a key that is empty, longer than 255 characters or not plain ASCII.
 */
export const idempotent: MiddlewareHandler<AppEnv> = (c, next) =>
  onceForKey(c, next, async () => hashOf(c, await c.req.text()));

/**
 * As {@link idempotent}, for bodies that stream, which nothing can look at before they are read: `isSame` says whether the
 * body of a repeated request is what made the object of this id. Reads the body.
 */
export function idempotentStream(
  isSame: (c: Context<AppEnv>, creation: string) => Promise<boolean>,
): MiddlewareHandler<AppEnv> {
  return (c, next) =>
    onceForKey(
      c,
      next,
      () => hashOf(c, ""),
      async ({ creation }) => {
        if (!(await isSame(c, creation))) throw reused();
      },
    );
}

async function onceForKey(
  c: Context<AppEnv>,
  next: () => Promise<void>,
  hash: () => Promise<string>,
  compare: (row: IdempotencyRow) => Promise<void> = async () => undefined,
): Promise<Response | undefined> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) {
    c.set("creation", newId());
    await next();
    return;
  }
  if (!KEY.test(key)) {
    const message = "Use 1 to 255 ASCII characters without spaces";
    throw new RoomError("invalid", "This idempotency key is not usable.", [
      { path: "header.idempotency-key", message },
    ]);
  }
  const db = database(c.env.DB);
  const place: KeyPlace = { user: c.get("user").id, route: `${c.req.method} ${routePath(c)}`, key };
  const attempt = { bodyHash: await hash(), creation: newId(), claim: newId() };
  const row = await claim(db, place, attempt);
  if (row.claim !== attempt.claim) {
    await compare(row);
    return replay(c, place, row);
  }

  c.set("creation", row.creation);
  await next();
  if (c.res.ok) {
    await remember(c, db, place, row);
    return;
  }
  // A refusal of the very first attempt changed nothing. After a failure, or an earlier attempt of unknown end, the
  // object may be there already: the next attempt must meet it again and not make a second one.
  const changedNothing = c.res.status < 500 && row.creation === attempt.creation;
  await (changedNothing ? forgetKey(db, place, row.claim) : releaseKey(db, place, row.claim));
  return;
}

/** The key's row, once this attempt has it or it has an answer. */
async function claim(
  db: Database,
  place: KeyPlace,
  attempt: { bodyHash: string; creation: string; claim: string },
): Promise<IdempotencyRow> {
  for (let look = 0; look < LOOKS; look += 1) {
    if (look > 0) await scheduler.wait(LOOK_EVERY_MS);
    const row = await claimKey(db, place, attempt, Date.now());
    if (!row) continue;
    if (row.bodyHash !== attempt.bodyHash) {
      throw reused();
    }
    if (row.claim === attempt.claim || row.status !== null) return row;
  }
  throw new RoomError("conflict", "The first request with this idempotency key is still at work. Try again shortly.");
}

async function replay(c: Context<AppEnv>, place: KeyPlace, row: IdempotencyRow): Promise<Response> {
  const opened = row.answer === null ? null : await unseal(c.get("settings"), about(place), row.answer);
  if (opened === null || row.status === null) {
    throw new RoomError("conflict", "This was done before, but its answer can no longer be read.");
  }
  const { body, contentType, location } = Answer.parse(JSON.parse(opened));
  const headers = new Headers({ "content-type": contentType, "Idempotency-Replayed": "true" });
  if (location) headers.set("location", location);
  return new Response(row.status === 204 ? null : body, { status: row.status, headers });
}

/** Should this fail, the create has happened all the same; a retry then meets the object that is there. */
async function remember(c: Context<AppEnv>, db: Database, place: KeyPlace, row: IdempotencyRow): Promise<void> {
  try {
    const answer: z.infer<typeof Answer> = {
      body: await c.res.clone().text(),
      contentType: c.res.headers.get("content-type") ?? "application/json",
      location: c.res.headers.get("location") ?? undefined,
    };
    const sealed = await seal(c.get("settings"), about(place), JSON.stringify(answer));
    await rememberAnswer(db, place, row.claim, { status: c.res.status, answer: sealed });
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    log("error", "idempotent_answer_not_remembered", { requestId: c.get("requestId"), route: place.route, name });
  }
}

function about({ user, route, key }: KeyPlace): string {
  return JSON.stringify(["idempotency", user, route, key]);
}

async function hashOf(c: Context<AppEnv>, body: string): Promise<string> {
  const { pathname, search } = new URL(c.req.url);
  const text = `${c.req.method} ${pathname}${search}\n${body}`;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toHex();
}

function reused(): RoomError {
  return new RoomError("key_reused", "This idempotency key was used for another request. Make a new one.");
}
