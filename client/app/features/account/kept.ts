import type { DocCopies } from "../../../sdk/doc/copies.ts";
import type { CommandKeep } from "../../../sdk/queue/keep.ts";
import type { RoomCopies } from "../../../sdk/room/copies.ts";
import { thisBuild } from "../../offline/build.ts";

/** What this browser keeps of one user; null where it keeps nothing. */
export interface Kept {
  /** Of docs, with writing that has not reached the server. */
  copies: DocCopies | null;
  /** Changes that have not reached the server. */
  commands: CommandKeep | null;
  /** Of workspaces and their boards, as they last were; the server has all of it. */
  rooms: RoomCopies | null;
}

export const NOTHING_KEPT: Kept = { copies: null, commands: null, rooms: null };

/** Opens what is kept of a user. Loaded only for users: whoever is signed out has no use for it. */
export async function openKept(user: string): Promise<Kept> {
  const [{ DocCopies }, { CommandKeep }, { RoomCopies }] = await Promise.all([
    import("../../../sdk/doc/copies.ts"),
    import("../../../sdk/queue/keep.ts"),
    import("../../../sdk/room/copies.ts"),
  ]);
  const [copies, commands, rooms] = await Promise.all([
    DocCopies.open(user),
    CommandKeep.open(user),
    RoomCopies.open(user, thisBuild()),
  ]);
  return { copies, commands, rooms };
}

/** True while something is kept that the server does not have. */
export async function holdsUnsaved({ copies, commands }: Pick<Kept, "copies" | "commands">): Promise<boolean> {
  return ((await copies?.holdsUnsaved()) ?? false) || ((await commands?.holdsUnsent()) ?? false);
}

/** Forgets all of it, at sign-out. */
export async function forgetKept(kept: Kept): Promise<void> {
  await Promise.all([kept.copies?.forgetAll(), kept.commands?.forgetAll(), kept.rooms?.forgetAll()]);
  closeKept(kept);
}

/**
 * Forgets what the server has anyway, of a user whose session was ended elsewhere. What it does not have stays until they
 * sign in again.
 */
export async function forgetRooms(user: string): Promise<void> {
  const { RoomCopies } = await import("../../../sdk/room/copies.ts");
  const rooms = await RoomCopies.open(user, thisBuild());
  await rooms?.forgetAll();
  rooms?.close();
}

export function closeKept({ copies, commands, rooms }: Kept): void {
  copies?.close();
  commands?.close();
  rooms?.close();
}
