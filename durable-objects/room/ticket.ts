/**
 * The ticket: a signed, short-lived permission to connect to one room. HS256 by jose, with the key `TICKET_SECRET`.
 */
import { jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import { Kind, Role } from "./protocol.ts";

/** Seconds a ticket may wait before it is used, unless a longer TTL was asked for. */
export const CONNECT_WITHIN_SECONDS = 60;
/** Seconds a pass lasts before it must be renewed on the socket. */
export const PASS_SECONDS = 15 * 60;
/** The longest TTL that may be asked for, for stock clients that cannot renew. */
export const MAX_TTL_SECONDS = 12 * 60 * 60;

export const TicketClaims = z.object({
  user: z.string(),
  name: z.string(),
  workspace: z.string(),
  kind: Kind,
  room: z.string(),
  role: Role,
  /** The member's revision in the workspace when the ticket was issued; a room refuses what is older than it knows. */
  revision: z.number().int().nonnegative(),
  /** What authenticated its holder: a session's id, or `key:` and an API key's id. */
  session: z.string(),
  /** ms since 1970. */
  connectBy: z.number().int(),
  /** ms since 1970. */
  validUntil: z.number().int(),
});
export type TicketClaims = z.infer<typeof TicketClaims>;

const AUDIENCE = "ensemble:room";

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

/** Signs `claims`. The signature says nothing of time: `connectBy` and `validUntil` are judged by who verifies. */
export function signTicket(claims: TicketClaims, secret: string): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setAudience(AUDIENCE).sign(keyOf(secret));
}

/** Answers the claims of a ticket we signed whose `connectBy` is not past, or what is wrong with it. */
export async function verifyTicket(
  ticket: string,
  secret: string,
  now: number,
): Promise<{ ok: true; claims: TicketClaims } | { ok: false; reason: "invalid" | "expired" }> {
  try {
    const { payload } = await jwtVerify(ticket, keyOf(secret), { algorithms: ["HS256"], audience: AUDIENCE });
    const claims = TicketClaims.safeParse(payload);
    if (!claims.success) return { ok: false, reason: "invalid" };
    if (claims.data.connectBy < now || claims.data.validUntil < now) return { ok: false, reason: "expired" };
    return { ok: true, claims: claims.data };
  } catch {
    return { ok: false, reason: "invalid" };
  }
}
