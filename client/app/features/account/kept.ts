import type { DocCopies } from "../../../sdk/doc/copies.ts";
import type { CommandKeep } from "../../../sdk/queue/keep.ts";
import type { RoomCopies } from "../../../sdk/room/copies.ts";
import { thisBuild } from "../../offline/build.ts";

/** What this browser keeps of one user; null where it keeps nothing. */
export interface Kept {
  /** Of docs, with writing that has not reached the server; opened with the first doc, for it takes much code. */
  copies: DocCopiesKept;
  /** Changes that have not reached the server. */
  commands: CommandKeep | null;
  /** Of workspaces and their boards, as they last were; the server has all of it. */
  rooms: RoomCopies | null;
}

/** The copies of docs, once they are asked for. */
interface DocCopiesKept {
  /** Opens them, once; null where the browser keeps none. */
  open: () => Promise<DocCopies | null>;
  /** Closes them if they were opened. */
  close: () => Promise<void>;
  /** True while one holds writing that has not reached the server, without opening any. */
  holdUnsaved: () => Promise<boolean>;
}

const NO_COPIES: DocCopiesKept = {
  open: async () => null,
  close: async () => {},
  holdUnsaved: async () => false,
};

export const NOTHING_KEPT: Kept = { copies: NO_COPIES, commands: null, rooms: null };

/** Opens what is kept of a user. Loaded only for users: whoever is signed out has no use for it. */
export async function openKept(user: string): Promise<Kept> {
  const [{ holdsUnsavedDocs }, { CommandKeep }, { RoomCopies }] = await Promise.all([
    import("../../../sdk/doc/unsaved-marks.ts"),
    import("../../../sdk/queue/keep.ts"),
    import("../../../sdk/room/copies.ts"),
  ]);
  const [commands, rooms] = await Promise.all([CommandKeep.open(user), RoomCopies.open(user, thisBuild())]);
  return { copies: docCopiesOf(user, () => holdsUnsavedDocs(user)), commands, rooms };
}

function docCopiesOf(user: string, holdUnsaved: () => Promise<boolean>): DocCopiesKept {
  let opened: Promise<DocCopies | null> | null = null;
  const open = () => {
    opened ??= import("../../../sdk/doc/copies.ts").then(({ DocCopies }) => DocCopies.open(user));
    return opened;
  };
  return { open, close: async () => (await opened)?.close(), holdUnsaved };
}

/** True while something is kept that the server does not have. */
export async function holdsUnsaved({ copies, commands }: Pick<Kept, "copies" | "commands">): Promise<boolean> {
  if ((await commands?.holdsUnsent()) ?? false) return true;
  return (await (await copies.open())?.holdsUnsaved()) ?? false;
}

/** Forgets all of it, at sign-out. */
export async function forgetKept(kept: Kept): Promise<void> {
  const copies = await kept.copies.open();
  await Promise.all([copies?.forgetAll(), kept.commands?.forgetAll(), kept.rooms?.forgetAll()]);
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
  void copies.close();
  commands?.close();
  rooms?.close();
}
