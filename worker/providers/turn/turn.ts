/** Servers that help two browsers to find a path to each other (STUN), or carry what they send where there is none (TURN). */
import type { IceServer } from "../../../durable-objects/call/protocol.ts";
import type { Settings } from "../../settings.ts";
import { cloudflareTurn } from "./cloudflare.ts";
import { sharedSecretTurn } from "./shared-secret.ts";

/** What a browser is given. */
export interface IceServers {
  servers: IceServer[];
  /** Whether one of them carries media. */
  relay: boolean;
  /** When the credentials end, in ms since 1970; null where there are none. */
  expiresAt: number | null;
}

export interface TurnProvider {
  /** Servers for one peer, with credentials for it alone. @throws TurnUnavailable */
  serversFor(peer: string, now: number): Promise<IceServers>;
  /** Those that need no credentials, for when the others cannot be had. */
  direct(): IceServer[];
}

/** Credentials could not be had. Says nothing of what was asked and answered, but the status. */
export class TurnUnavailable extends Error {
  readonly code: string;

  constructor(code: string) {
    super("No credentials for a relay could be had.");
    this.name = "TurnUnavailable";
    this.code = code;
  }
}

/** The provider the settings make. Without a relay, paths are direct or there are none. */
export function turnProvider(settings: Settings): TurnProvider {
  const { STUN_URLS, TURN_TTL_SECONDS: ttlSeconds, TURN_API_URL: apiUrl, TURN_URLS: urls } = settings;
  const stun: IceServer[] = STUN_URLS.length > 0 ? [{ urls: STUN_URLS }] : [];
  const { TURN_KEY_ID: keyId, TURN_KEY_API_TOKEN: token, TURN_SECRET: secret } = settings;
  if (keyId !== undefined && token !== undefined) return cloudflareTurn({ apiUrl, keyId, token, ttlSeconds, stun });
  if (urls.length > 0 && secret !== undefined) return sharedSecretTurn({ urls, secret, ttlSeconds, stun });
  return { serversFor: async () => ({ servers: stun, relay: false, expiresAt: null }), direct: () => stun };
}
