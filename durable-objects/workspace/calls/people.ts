/** Whom a call is for by name: whoever is invited to it, or rung to come. Reads only. */
import { RoomError } from "../../room/errors.ts";
import type { MemberRow } from "../store/members.ts";
import type { Stores } from "../store/stores.ts";
import { entersCall } from "./entering.ts";
import { MAX_RUNG } from "./limits.ts";
import type { CallRow } from "./store.ts";
import { subjectIn } from "./subject.ts";

/**
 * Those of `users` who are meant by that: each once, and never the one who is there anyway. @throws RoomError `invalid` naming each who
 * could not enter it
 */
export function demandEntering(
  stores: Stores,
  row: Pick<CallRow, "id" | "subject">,
  { users, path, except }: { users: readonly string[]; path: string; except: string },
): MemberRow[] {
  const members = new Map<string, MemberRow>();
  const errors = users.flatMap((user, index) => {
    const member = stores.members.find(user);
    if (!member) return [{ path: `${path}.${index}`, message: "There is no such member" }];
    if (!entersCall(stores, member, row))
      return [{ path: `${path}.${index}`, message: "They could not enter this call" }];
    if (user !== except) members.set(user, member);
    return [];
  });
  if (errors.length > 0) throw new RoomError("invalid", "Not everyone named could come to this call.", errors);
  return [...members.values()];
}

/** Whom a call rings that begins now, where nobody is named: all others of a direct or group conversation. */
export function usuallyRung(stores: Stores, { subject: key }: Pick<CallRow, "subject">, asker: string): string[] {
  const subject = subjectIn(key);
  const conversation = subject?.type === "conversation" ? stores.conversations.find(subject.id) : undefined;
  if (conversation?.kind !== "direct" && conversation?.kind !== "group") return [];
  return stores.conversations
    .membersOf(conversation.id)
    .flatMap(({ user }) => (user !== asker && stores.members.find(user) ? [user] : []))
    .slice(0, MAX_RUNG);
}
