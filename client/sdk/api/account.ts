import { z } from "zod";
import { type Http, Nothing } from "./http.ts";

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const Provider = z.object({ id: z.string(), name: z.string() });
export type Provider = z.infer<typeof Provider>;

const Providers = z.object({ items: z.array(Provider) });
const Elsewhere = z.object({ url: z.url() });
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

  /** With whom one may sign in here besides a password. */
  async providers(): Promise<Provider[]> {
    return (await this.#http.ask("GET", "/api/providers", { answer: Providers })).items;
  }

  /**
   * Begins a sign-in with a provider: answers the address to send the browser to. It comes back to the path `returnTo`
   * signed in, or to `failedTo` with the parameter `error`.
   */
  async signInWith(provider: string, { returnTo, failedTo }: { returnTo: string; failedTo: string }): Promise<string> {
    const body = { provider, callbackURL: returnTo, errorCallbackURL: failedTo };
    return (await this.#http.ask("POST", "/api/auth/sign-in/social", { body, answer: Elsewhere })).url;
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
