import type { IceServer } from "../../../durable-objects/call/protocol.ts";
import type { TurnProvider } from "./turn.ts";

export interface SharedSecretTurnOptions {
  urls: string[];
  secret: string;
  ttlSeconds: number;
  stun: IceServer[];
}

/**
 * A relay of one's own that shares a secret with this server, such as coturn with `use-auth-secret`: a name that says
 * until when it is good, and the secret's mark on that name. Nobody need be asked.
 */
export function sharedSecretTurn({ urls, secret, ttlSeconds, stun }: SharedSecretTurnOptions): TurnProvider {
  return {
    direct: () => stun,
    async serversFor(peer, now) {
      const expires = Math.floor(now / 1000) + ttlSeconds;
      const username = `${expires}:${peer}`;
      const credential = await markOf(username, secret);
      return { servers: [...stun, { urls, username, credential }], relay: true, expiresAt: expires * 1000 };
    },
  };
}

/** base64 of HMAC-SHA1, as the scheme has it. */
async function markOf(name: string, secret: string): Promise<string> {
  const encoder = new TextEncoder();
  const scheme = { name: "HMAC", hash: "SHA-1" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(secret), scheme, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(name))).toBase64();
}
