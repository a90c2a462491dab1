/**
 * How the door hands verified claims to a room. The header never comes from outside: the door builds the room's request
 * from nothing, and only the worker holds the binding.
 */
import { base64url } from "jose";
import { TicketClaims } from "./ticket.ts";

export const CLAIMS_HEADER = "x-ensemble-claims";
/** The id of the request at the door, so that a socket's lines in the log can be found by it. */
export const REQUEST_HEADER = "x-request-id";

/** Encodes claims as base64url of UTF-8 JSON, since names are not ASCII and headers are. */
export function encodeClaims(claims: TicketClaims): string {
  return base64url.encode(JSON.stringify(claims));
}

/** Reads the claims back. @throws when the header is missing or malformed, which only a bug of ours can cause. */
export function decodeClaims(request: Request): TicketClaims {
  const header = request.headers.get(CLAIMS_HEADER);
  if (header === null) throw new Error("the door forwarded no claims");
  return TicketClaims.parse(JSON.parse(new TextDecoder().decode(base64url.decode(header))));
}
