import type { DocCopies } from "../../../sdk/doc/copies.ts";
import type { CommandKeep } from "../../../sdk/queue/keep.ts";

/** What this browser keeps of one user; null where it keeps nothing. */
export interface Kept {
  /** Of docs, with writing that has not reached the server. */
  copies: DocCopies | null;
  /** Changes that have not reached the server. */
  commands: CommandKeep | null;
}

export const NOTHING_KEPT: Kept = { copies: null, commands: null };

/** Opens what is kept of a user. Loaded only for users: whoever is signed out has no use for it. */
export async function openKept(user: string): Promise<Kept> {
  const [{ DocCopies }, { CommandKeep }] = await Promise.all([
    import("../../../sdk/doc/copies.ts"),
    import("../../../sdk/queue/keep.ts"),
  ]);
  const [copies, commands] = await Promise.all([DocCopies.open(user), CommandKeep.open(user)]);
  return { copies, commands };
}

/** True while something is kept that the server does not have. */
export async function holdsUnsaved({ copies, commands }: Kept): Promise<boolean> {
  return ((await copies?.holdsUnsaved()) ?? false) || ((await commands?.holdsUnsent()) ?? false);
}

/** Forgets all of it, at sign-out. */
export async function forgetKept(kept: Kept): Promise<void> {
  await Promise.all([kept.copies?.forgetAll(), kept.commands?.forgetAll()]);
  closeKept(kept);
}

export function closeKept({ copies, commands }: Kept): void {
  copies?.close();
  commands?.close();
}
