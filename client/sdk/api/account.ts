import { z } from "zod";
import { type Http, Nothing } from "./http.ts";

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
});
export type Me = z.infer<typeof Me>;

const MeAnswer = z.object({ user: Me.nullable() });

/** Accounts, over better-auth's routes. Each may throw an ApiError. */
export class AccountApi {
  readonly #http: Http;

  constructor(http: Http) {
    this.#http = http;
  }

  /** Who is signed in; null when nobody is. */
  async me(): Promise<Me | null> {
    return (await this.#http.ask("GET", "/api/me", { answer: MeAnswer })).user;
  }

  async signUp(person: { name: string; email: string; password: string }): Promise<void> {
    await this.#http.ask("POST", "/api/auth/sign-up/email", { body: person, answer: Nothing });
  }

  async signIn(person: { email: string; password: string }): Promise<void> {
    await this.#http.ask("POST", "/api/auth/sign-in/email", { body: person, answer: Nothing });
  }

  async signOut(): Promise<void> {
    await this.#http.ask("POST", "/api/auth/sign-out", { body: {}, answer: Nothing });
  }

  /** Sends a mail with a link to choose a new password, if there is such an account; the answer does not tell. */
  async requestPasswordReset(email: string): Promise<void> {
    await this.#http.ask("POST", "/api/auth/request-password-reset", { body: { email }, answer: Nothing });
  }

  /** @param token from the link in the mail */
  async resetPassword(reset: { token: string; newPassword: string }): Promise<void> {
    await this.#http.ask("POST", "/api/auth/reset-password", { body: reset, answer: Nothing });
  }
}
