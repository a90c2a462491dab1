import type { Role } from "../room/protocol.ts";

/**
 * Someone who acts in a conversation: a socket's user, or the user of a request that the workspace has authorised. Never
 * anything a client said of itself.
 */
export interface Participant {
  user: string;
  name: string;
  role: Role;
}
