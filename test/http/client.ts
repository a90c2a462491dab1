/** A small HTTP client of the worker under test. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { z } from "zod";
import worker from "../../worker/index.ts";

export const ORIGIN = "http://ensemble.test";
export const PASSWORD = "correct horse battery staple";

export interface Call {
  method?: string;
  /** Sent as JSON. */
  body?: unknown;
  token?: string | undefined;
  headers?: Record<string, string>;
}

let asked = 0;

/** The request that {@link call} sends. Each comes from an address of its own, so that limits by address stay out. */
export function request(
  path: string,
  { method, body, token, headers }: Call = {},
): Request<unknown, IncomingRequestCfProperties> {
  asked += 1;
  const all = new Headers({ "cf-connecting-ip": `10.${asked >> 16}.${(asked >> 8) & 255}.${asked & 255}`, ...headers });
  if (token !== undefined) all.set("authorization", `Bearer ${token}`);
  if (body !== undefined) all.set("content-type", "application/json");
  return new Request<unknown, IncomingRequestCfProperties>(new URL(path, ORIGIN), {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: all,
    redirect: "manual",
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Asks the worker under test. */
export function call(path: string, options?: Call): Promise<Response> {
  return exports.default.fetch(request(path, options));
}

const Entered = z.object({ user: z.object({ id: z.string(), email: z.string() }) });

export interface Account {
  id: string;
  email: string;
  token: string;
  /** The session's cookie as a browser sends it back. */
  cookie: string;
}

/** Whom an answer to a sign-up or sign-in let in. */
export async function accountOf(answer: Response): Promise<Account> {
  const { user } = Entered.parse(await answer.json());
  const token = answer.headers.get("set-auth-token") ?? "";
  return { ...user, token, cookie: cookieOf(answer) };
}

/** The cookies an answer sets, as a browser sends them back. */
export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

/** Asks the worker under test with another env than that of the tests: other settings, or other bindings. */
export async function callWith(bindings: object, path: string, options?: Call): Promise<Response> {
  const context = createExecutionContext();
  const answer = await worker.fetch(request(path, options), { ...env, ...bindings }, context);
  await waitOnExecutionContext(context);
  return answer;
}

let people = 0;

/** Signs up someone new. */
export async function signUp(name = "Ada"): Promise<Account> {
  people += 1;
  const email = `${name.toLowerCase()}-${people}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  return accountOf(await call("/api/auth/sign-up/email", { body: { name, email, password: PASSWORD } }));
}

/** Signs in again as someone who has signed up. */
export async function signIn(email: string, password = PASSWORD): Promise<Account> {
  return accountOf(await call("/api/auth/sign-in/email", { body: { email, password } }));
}

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
  reason: z.string().optional(),
  requestId: z.string(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

/** An answer's problem document. */
export async function problemIn(answer: Response): Promise<z.infer<typeof Problem>> {
  return Problem.parse(await answer.json());
}

export const Me = z.object({
  user: z
    .object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      image: z.string().nullable(),
      superadmin: z.boolean(),
    })
    .nullable(),
});

/** Who the worker takes this caller for. */
export async function whoAmI(options: Call): Promise<z.infer<typeof Me>["user"]> {
  return Me.parse(await (await call("/api/me", options)).json()).user;
}
