import type { Role } from "../room/protocol.ts";

/** Who asks something of a call: a member of its workspace, who was let in by that. */
export interface Participant {
  user: string;
  name: string;
  /** What they are in the workspace. */
  role: Role;
}

/** One who asks from a socket, to which they may be seated. */
export interface Asker extends Participant {
  connection: string;
}
