import { z } from "zod";
import { type Http, Nothing } from "./http.ts";

export const Me = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  /** Where their picture is. What this device kept of an earlier release has none. */
  image: z.string().nullable().default(null),
});
export type Me = z.infer<typeof Me>;

export const Provider = z.object({ id: z.string(), name: z.string() });
export type Provider = z.infer<typeof Provider>;

/** A way to sign in: `credential` is the password. */
export const LinkedAccount = z.object({ id: z.string(), providerId: z.string(), createdAt: z.coerce.date() });
export type LinkedAccount = z.infer<typeof LinkedAccount>;

const Providers = z.object({ items: z.array(Provider) });
const Elsewhere = z.object({ url: z.url() });
const Changed = z.object({ user: Me });
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

  /** Answers who one then is. */
  async rename(name: string): Promise<Me> {
    return (await this.#http.ask("PATCH", "/api/me", { body: { name }, answer: Changed })).user;
  }

  /** Goes without a picture; answers who one then is. Uploading one is `api.files`' affair. */
  async removePicture(): Promise<Me> {
    return (await this.#http.ask("PATCH", "/api/me", { body: { image: null }, answer: Changed })).user;
  }

  /**
   * Asks to be known by another address. A mail goes to the present one if it is verified, and then to the new one; the
   * link in it leads back to the path `returnTo`.
   */
  async changeEmail(newEmail: string, returnTo: string): Promise<void> {
    const body = { newEmail, callbackURL: returnTo };
    await this.#http.ask("POST", "/api/auth/change-email", { body, answer: Nothing });
  }

  /** Sends the mail that verifies the address once more. */
  async sendVerification(email: string, returnTo: string): Promise<void> {
    const body = { email, callbackURL: returnTo };
    await this.#http.ask("POST", "/api/auth/send-verification-email", { body, answer: Nothing });
  }

  /** `revokeOtherSessions` signs out everywhere else; this browser stays signed in. */
  async changePassword(change: {
    currentPassword: string;
    newPassword: string;
    revokeOtherSessions: boolean;
  }): Promise<void> {
    await this.#http.ask("POST", "/api/auth/change-password", { body: change, answer: Nothing });
  }

  /** Deletes the account for good; `null` where it has no password. @throws ApiError `last_owner` naming workspaces */
  async delete(password: string | null): Promise<void> {
    await this.#http.ask("DELETE", "/api/me", { body: { password }, answer: Nothing });
  }

  /** The ways one has to sign in. */
  linked(): Promise<LinkedAccount[]> {
    return this.#http.ask("GET", "/api/auth/list-accounts", { answer: z.array(LinkedAccount) });
  }

  /** Begins to connect a provider: answers the address to send the browser to. It comes back to the path `returnTo`. */
  async link(provider: string, returnTo: string): Promise<string> {
    const body = { provider, callbackURL: returnTo, errorCallbackURL: returnTo };
    return (await this.#http.ask("POST", "/api/auth/link-social", { body, answer: Elsewhere })).url;
  }

  /** Disconnects a provider. @throws ApiError for the only way in */
  async unlink(account: string): Promise<void> {
    await this.#http.ask("POST", "/api/auth/unlink-account", { body: { accountId: account }, answer: Nothing });
  }
}
