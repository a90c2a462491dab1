import { z } from "zod";
import { type Http, Nothing } from "./http.ts";

/** Somewhere the user is signed in. */
export const Session = z.object({
  id: z.string(),
  /** Whether it is the one that asks. */
  current: z.boolean(),
  createdAt: z.number(),
  /** At most a day before its last use. */
  usedAt: z.number(),
  expiresAt: z.number(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type Session = z.infer<typeof Session>;

/** Where one is signed in. Each may throw an ApiError. */
export class SessionsApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** All of them, newest first. */
  list(): Promise<Session[]> {
    return this.#http.all("/api/me/sessions", Session);
  }

  /** Signs out in one place. */
  async end(session: string): Promise<void> {
    await this.#http.ask("DELETE", `/api/me/sessions/${session}`, { answer: Nothing });
  }

  /** Signs out everywhere but here. */
  async endOthers(): Promise<void> {
    await this.#http.ask("DELETE", "/api/me/sessions", { query: { which: "others" }, answer: Nothing });
  }
}
