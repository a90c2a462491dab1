/** Sign-in with Google and GitHub, each only when its id and secret are set. */
import type { GenericOAuthConfig } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import type { Settings } from "../settings.ts";

/** https://docs.github.com/en/rest/users/users and https://docs.github.com/en/rest/users/emails */
const GitHubUser = z.object({
  id: z.number().int(),
  login: z.string(),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const GitHubEmails = z.array(z.object({ email: z.email(), primary: z.boolean(), verified: z.boolean() }));

const API_HEADERS = { accept: "application/vnd.github+json", "user-agent": "ensemble" };

/**
 * better-auth's generic provider serves both, because its own two have fixed addresses and ours are settings. An
 * account is found by the provider's own id for it; better-auth joins it to a user of the same e-mail address only
 * when the provider and we have both seen that address verified.
 */
export function socialProviders(settings: Settings): GenericOAuthConfig[] {
  const providers: GenericOAuthConfig[] = [];
  if (settings.GOOGLE_CLIENT_ID && settings.GOOGLE_CLIENT_SECRET) {
    providers.push({
      providerId: "google",
      name: "Google",
      clientId: settings.GOOGLE_CLIENT_ID,
      clientSecret: settings.GOOGLE_CLIENT_SECRET,
      authorizationUrl: settings.GOOGLE_AUTHORIZATION_URL,
      tokenUrl: settings.GOOGLE_TOKEN_URL,
      scopes: ["openid", "email", "profile"],
      pkce: true,
      // The ID token comes straight from Google over TLS, which vouches for it (OpenID Connect Core §3.1.3.7).
      accountSubject: ({ profile }) => String(profile.sub ?? ""),
    });
  }
  if (settings.GITHUB_CLIENT_ID && settings.GITHUB_CLIENT_SECRET) {
    providers.push({
      providerId: "github",
      name: "GitHub",
      clientId: settings.GITHUB_CLIENT_ID,
      clientSecret: settings.GITHUB_CLIENT_SECRET,
      authorizationUrl: `${settings.GITHUB_URL}/login/oauth/authorize`,
      tokenUrl: `${settings.GITHUB_URL}/login/oauth/access_token`,
      scopes: ["read:user", "user:email"],
      pkce: true,
      accountSubject: ({ profile }) => String(profile.id ?? ""),
      getUserInfo: ({ accessToken }) => githubUser(settings.GITHUB_API_URL, accessToken),
    });
  }
  return providers;
}

/** The address that counts is GitHub's primary one: the public one in a profile may be any, verified or not. */
async function githubUser(api: string, accessToken: string | undefined) {
  const headers = { ...API_HEADERS, authorization: `Bearer ${accessToken}` };
  const [profile, emails] = await Promise.all([
    fetch(`${api}/user`, { headers }).then((answer) => answer.json()),
    fetch(`${api}/user/emails`, { headers }).then((answer) => answer.json()),
  ]);
  const user = GitHubUser.safeParse(profile);
  const primary = GitHubEmails.safeParse(emails).data?.find((email) => email.primary);
  if (!user.success || !primary) return null;
  const { id, login, name, avatar_url } = user.data;
  return {
    id: String(id),
    name: name || login,
    email: primary.email,
    emailVerified: primary.verified,
    ...(avatar_url ? { image: avatar_url } : {}),
  };
}
