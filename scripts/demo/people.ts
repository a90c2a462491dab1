/** The accounts of a demo: whoever looks at it, and two who keep working in it. */
import { z } from "zod";
import { type Api, apiOf } from "../../client/sdk/api/api.ts";
import { DemoCannotRun } from "./cannot-run.ts";

export interface DemoPerson {
  api: Api;
  id: string;
  name: string;
  email: string;
  /** Of the session, for what the SDK has no words for. */
  token: string;
}

const Refused = z.object({ code: z.string().optional(), reason: z.string().optional(), detail: z.string().optional() });

/**
 * Signs in with the account of this address, which is made when there is none.
 * @throws DemoCannotRun when there is one with another password, or the server cannot be reached
 */
export async function enter(origin: string, name: string, email: string, password: string): Promise<DemoPerson> {
  const token =
    (await post(origin, "sign-in", { email, password })) ?? (await post(origin, "sign-up", { name, email, password }));
  if (!token) {
    throw new DemoCannotRun(
      `${email} has an account on ${origin} already, with another password. Run the demo with --password and that one.`,
    );
  }
  const api = apiOf({ origin, token });
  const me = await api.account.me();
  if (!me) throw new DemoCannotRun(`${origin} signed ${email} in and does not know them; is it an Ensemble server?`);
  return { api, id: me.id, name: me.name, email, token };
}

/** What the accounts answer to a person they do not let in, or that they know already. */
const KNOWN = new Set(["INVALID_EMAIL_OR_PASSWORD", "USER_ALREADY_EXISTS", "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"]);

/** Answers the session's token; null for an account that is not there, or is there already. */
async function post(origin: string, act: "sign-in" | "sign-up", body: object): Promise<string | null> {
  const answer = await fetch(new URL(`/api/auth/${act}/email`, origin), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  }).catch(() => null);
  if (!answer) {
    throw new DemoCannotRun(`No server answers at ${origin}. Start it with "npm start", or name another with --url.`);
  }
  const token = answer.headers.get("set-auth-token");
  const said = Refused.safeParse(await answer.json().catch(() => null)).data;
  if (answer.ok && token) return token;
  if (KNOWN.has(said?.reason ?? "")) return null;
  throw new DemoCannotRun(`${origin} answered ${answer.status}: ${said?.detail ?? "it is no Ensemble server"}`);
}
