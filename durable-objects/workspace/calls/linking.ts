/** The link by which people from outside come to a call as guests, and wait to be let in. */
import { RoomError } from "../../room/errors.ts";
import type { Access } from "../access.ts";
import type { Change } from "../change.ts";
import { demandRoomForInvitation } from "../inviting.ts";
import { MAX_INVITATION_DAYS } from "../limits.ts";
import type { InvitationRow } from "../store/invitations.ts";
import type { Stores } from "../store/stores.ts";
import { roomOfCall } from "./entering.ts";
import { demandCall, demandOpenCall, type RunningAct } from "./finding.ts";
import type { CallRow } from "./store.ts";
import { unlink } from "./unlinking.ts";
import { putRow, tellRoom } from "./writing.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A call's link that is wanted: by which right, and under which invitation's id unless there is one. */
export interface LinkWanted {
  act: RunningAct;
  invitation: string;
  hash: string;
}

/** The invitation that a call's link is, while it takes people in. @throws RoomError `not_found`, `forbidden`, `conflict` */
export function linkOf(
  stores: Stores,
  access: Access,
  id: string,
  { act, now }: { act: RunningAct; now: number },
): InvitationRow | undefined {
  return openLink(stores, demandLinkable(stores, access, id, act), now);
}

/**
 * Makes a call's link under `invitation`, or gives the one there is more time. It ends with the call, or after the longest
 * time that invitations have. @throws RoomError `not_found`, `forbidden`, `conflict`, `limit_reached`
 */
export function linkCall(
  change: Change,
  access: Access,
  id: string,
  { act, invitation, hash }: LinkWanted,
): InvitationRow {
  const { invitations } = change.stores;
  const row = demandLinkable(change.stores, access, id, act);
  const known = openLink(change.stores, row, change.now);
  const expiresAt = change.now + MAX_INVITATION_DAYS * DAY_MS;
  if (known) {
    // Somebody made another in the same moment.
    if (known.id !== invitation) return known;
    const longer = { ...known, hash, expiresAt };
    invitations.put(longer);
    return longer;
  }
  demandRoomForInvitation(change);
  const made: InvitationRow = {
    ...{ id: invitation, hash, role: "guest", email: null, grants: [roomOfCall(row)], single: false },
    ...{ createdAt: change.now, createdBy: access.user, expiresAt, uses: 0, revokedAt: null },
  };
  invitations.put(made);
  const { hash: _, revokedAt: __, ...shown } = made;
  change.record("invitation.created", made.id, { role: made.role, email: null, grants: made.grants });
  change.say({ type: "invitation.created", invitation: shown });
  tellRoom(change, putRow(change, { ...row, link: made.id }));
  return made;
}

/** Takes a call's link back, if there is one. @throws RoomError `not_found`, `forbidden` */
export function unlinkCall(change: Change, access: Access, id: string, act: RunningAct): void {
  const row = demandCall(change.stores, access, id, act);
  if (row.link === null) return;
  unlink(change, row);
  tellRoom(change, putRow(change, { ...row, link: null }));
}

/** The call that an invitation leads to, while it is not over. */
export function callOfLink({ calls }: Stores, invitation: string): string | null {
  return calls.linkedBy(invitation)?.id ?? null;
}

/** Guests invite nobody, also where they run a call. @throws RoomError `not_found`, `forbidden`, `conflict` */
function demandLinkable(stores: Stores, access: Access, id: string, act: RunningAct): CallRow {
  const row = demandOpenCall(stores, access, id, act);
  if (access.isNarrow(act)) throw new RoomError("forbidden", "Guests invite nobody to a call.");
  return row;
}

function openLink({ invitations }: Stores, { link }: CallRow, now: number): InvitationRow | undefined {
  const known = link === null ? undefined : invitations.find(link);
  return known && known.revokedAt === null && known.expiresAt > now ? known : undefined;
}
