/** The end of the links by which people from outside come to a call. Each function is one act within a {@link Change}. */
import type { Change } from "../change.ts";
import type { CallRow } from "./store.ts";
import { putRow, tellRoom } from "./writing.ts";

/** Revokes the invitation that a call's link is, if there is one; the row is its caller's to write. */
export function unlink(change: Change, { link }: CallRow): void {
  const invitation = link === null ? undefined : change.stores.invitations.find(link);
  if (!invitation || invitation.revokedAt !== null) return;
  change.stores.invitations.put({ ...invitation, revokedAt: change.now });
  change.record("invitation.revoked", invitation.id, { role: invitation.role, email: null });
  change.say({ type: "invitation.revoked", invitation: invitation.id });
}

/** An invitation was revoked: the call that it led to, if to one, has no link any more. */
export function hearRevoked(change: Change, invitation: string): void {
  const row = change.stores.calls.linkedBy(invitation);
  if (row) tellRoom(change, putRow(change, { ...row, link: null }));
}
