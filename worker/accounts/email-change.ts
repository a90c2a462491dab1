/** What a link that changes an address is about. better-auth signs these links and verifies them itself. */
import { decodeJwt } from "jose";
import { z } from "zod";

const Change = z.object({ updateTo: z.string() });

/** The address that a link's token would give its user, in lower case; null for a link that changes none. */
export function addressWanted(token: string): string | null {
  try {
    return Change.safeParse(decodeJwt(token)).data?.updateTo.toLowerCase() ?? null;
  } catch {
    return null;
  }
}
