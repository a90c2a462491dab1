import { z } from "zod";
import type { IceServer } from "../../../durable-objects/call/protocol.ts";
import { type IceServers, type TurnProvider, TurnUnavailable } from "./turn.ts";

/** How long the API may take, in ms. */
const TIMEOUT_MS = 5_000;

/** The relay's answer, as it is documented now, and as it was: one server instead of several. */
const Server = z.object({
  urls: z.union([z.string(), z.array(z.string())]).transform((urls) => (Array.isArray(urls) ? urls : [urls])),
  username: z.string().optional(),
  credential: z.string().optional(),
});
const Answer = z.object({
  iceServers: z.union([z.array(Server), Server.transform((server) => [server])]),
});

export interface CloudflareTurnOptions {
  apiUrl: string;
  keyId: string;
  token: string;
  ttlSeconds: number;
  stun: IceServer[];
}

/** Cloudflare's relay: each peer is given credentials that its API makes. */
export function cloudflareTurn({ apiUrl, keyId, token, ttlSeconds, stun }: CloudflareTurnOptions): TurnProvider {
  return {
    direct: () => stun,
    async serversFor(_peer, now): Promise<IceServers> {
      const servers = [...stun, ...(await generate(`${apiUrl}/turn/keys/${keyId}`, token, ttlSeconds))];
      const relay = servers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)));
      return { servers, relay, expiresAt: now + ttlSeconds * 1000 };
    },
  };
}

async function generate(key: string, token: string, ttl: number): Promise<IceServer[]> {
  const patience = new AbortController();
  // Ended with the answer, which `AbortSignal.timeout` is not: a room that waits for it cannot sleep.
  const timer = setTimeout(() => patience.abort(), TIMEOUT_MS);
  try {
    const answer = await fetch(`${key}/credentials/generate-ice-servers`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ttl }),
      redirect: "manual",
      signal: patience.signal,
    });
    if (!answer.ok) {
      await answer.body?.cancel();
      throw new TurnUnavailable(String(answer.status));
    }
    const parsed = Answer.safeParse(await answer.json());
    if (!parsed.success) throw new TurnUnavailable("not_understood");
    return parsed.data.iceServers.map(usable).filter(({ urls }) => urls.length > 0);
  } catch (cause) {
    throw cause instanceof TurnUnavailable ? cause : new TurnUnavailable("unreachable");
  } finally {
    clearTimeout(timer);
  }
}

/** Browsers ask no server at port 53, and wait for its answer in vain. */
function usable({ urls, username, credential }: z.infer<typeof Server>): IceServer {
  const asked = urls.filter((url) => !/:53(?:\?|$)/.test(url));
  return {
    urls: asked,
    ...(username === undefined ? {} : { username }),
    ...(credential === undefined ? {} : { credential }),
  };
}
