/** Invitations: made, revoked, accepted. Each function is one act within a {@link Change}. */
import { RoomError } from "../room/errors.ts";
import type { Access } from "./access.ts";
import type { Actor } from "./actor.ts";
import { callOfLink } from "./calls/linking.ts";
import { hearRevoked } from "./calls/unlinking.ts";
import { type Change, memberShown } from "./change.ts";
import { INVITATION_DAYS, MAX_MEMBERS, MAX_NAME_LENGTH, MAX_OPEN_INVITATIONS } from "./limits.ts";
import { demandNameable } from "./membership.ts";
import type { Grant, Invitation, InvitationSeen, NewInvitation } from "./protocol.ts";
import type { InvitationRow } from "./store/invitations.ts";
import type { Stores } from "./store/stores.ts";

/** How long after its end an invitation is still known, so that its token is told why it does not work. */
const REMEMBERED_MS = 30 * 24 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes an invitation under `id`; one already made under it by the same user gets the new token instead of the old one,
 * which nobody was told. An invitation to an address is for that address and ends with its use; one without is a link
 * for as many as hold it until it expires or is revoked, unless it is to end with its first use, which it does for owners
 * and admins whatever is asked.
 *
 * @throws RoomError `forbidden`, `invalid` for rooms of elsewhere, `limit_reached`
 */
export function invite(
  change: Change,
  access: Access,
  wanted: NewInvitation & { id: string; hash: string },
): InvitationRow {
  access.demand("invitations.manage");
  access.demandReach(wanted.role);
  const { invitations } = change.stores;
  const known = invitations.find(wanted.id);
  if (known) {
    if (known.createdBy !== access.user) throw new RoomError("conflict", "This id is taken.");
    const renewed = { ...known, hash: wanted.hash };
    invitations.put(renewed);
    return renewed;
  }
  const grants = wanted.grants ?? [];
  if (grants.length > 0 && wanted.role !== "guest") {
    throw new RoomError("invalid", "Rooms are named to guests only.", [
      { path: "grants", message: "Leave it out for this role" },
    ]);
  }
  demandNameable(change.stores, grants);
  invitations.prune(change.now - REMEMBERED_MS);
  demandRoomForInvitation(change);
  const invitation: InvitationRow = {
    id: wanted.id,
    hash: wanted.hash,
    role: wanted.role,
    email: wanted.email?.toLowerCase() ?? null,
    grants,
    single: wanted.single === true || wanted.email !== undefined || wanted.role === "owner" || wanted.role === "admin",
    createdAt: change.now,
    createdBy: access.user,
    expiresAt: change.now + (wanted.days ?? INVITATION_DAYS) * DAY_MS,
    uses: 0,
    revokedAt: null,
  };
  invitations.put(invitation);
  change.record("invitation.created", invitation.id, { role: invitation.role, email: invitation.email });
  change.say({ type: "invitation.created", invitation: invitationShown(invitation) });
  return invitation;
}

/**
 * Gives an invitation another token, and at least the usual time from now on: for one that got lost or ended. Its former
 * token is none any more.
 * @throws RoomError `forbidden`, `not_found`, `gone` when revoked, `invitation_used`, `limit_reached`
 */
export function renewInvitation(change: Change, access: Access, id: string, hash: string): InvitationRow {
  access.demand("invitations.manage");
  const { invitations } = change.stores;
  const known = invitations.find(id);
  if (!known) throw new RoomError("not_found", "There is no such invitation.");
  access.demandReach(known.role);
  if (known.revokedAt !== null) throw new RoomError("gone", "This invitation was revoked.");
  if (known.single && known.uses > 0) throw new RoomError("invitation_used", "This invitation was used.");
  if (known.expiresAt <= change.now) demandRoomForInvitation(change);
  const expiresAt = Math.max(known.expiresAt, change.now + INVITATION_DAYS * DAY_MS);
  const renewed = { ...known, hash, expiresAt };
  invitations.put(renewed);
  change.record("invitation.renewed", id, { role: renewed.role, email: renewed.email });
  change.say({ type: "invitation.renewed", invitation: invitationShown(renewed) });
  return renewed;
}

/** Revokes an invitation; one revoked already stays so. @throws RoomError `forbidden`, `not_found` */
export function revokeInvitation(change: Change, access: Access, id: string): void {
  access.demand("invitations.manage");
  const invitation = change.stores.invitations.find(id);
  if (!invitation) throw new RoomError("not_found", "There is no such invitation.");
  if (invitation.revokedAt !== null) return;
  change.stores.invitations.put({ ...invitation, revokedAt: change.now });
  change.record("invitation.revoked", id, { role: invitation.role, email: invitation.email });
  change.say({ type: "invitation.revoked", invitation: id });
  hearRevoked(change, id);
}

/**
 * Takes the holder of a token in. Whoever accepted this invitation before and is still here, is answered the same again.
 * A guest who accepts another guest invitation keeps what was named to them and gets what it names besides.
 *
 * @throws RoomError `not_found`, `gone` when revoked, `invitation_expired`, `invitation_used`, `already_member`,
 *   `forbidden` for another's address or for one who was removed after it was made, `limit_reached`
 */
export function acceptInvitation(change: Change, actor: Actor, hash: string): void {
  const { invitations, members, rooms } = change.stores;
  const invitation = invitations.findByHash(hash);
  if (!invitation) throw new RoomError("not_found", "There is no such invitation.");
  const member = members.find(actor.user);
  if (member && invitations.hasAccepted(invitation.id, actor.user)) return;
  demandAcceptable(change, invitation, actor);
  const grants = invitation.grants.filter((grant) => rooms.registeredAt(grant) !== undefined);
  if (member) {
    const adds = member.role === "guest" && invitation.role === "guest" && grants.length > 0;
    if (!adds) throw new RoomError("already_member", "You belong to this workspace already.");
    use(change, invitation, actor.user);
    change.grant(member, union(rooms.granted(actor.user), grants));
    return;
  }
  if (members.count() >= MAX_MEMBERS) throw new RoomError("limit_reached", "This workspace is full.");
  use(change, invitation, actor.user);
  if (invitation.role === "guest") rooms.grant(actor.user, grants);
  const name = actor.name.slice(0, MAX_NAME_LENGTH);
  const { user, email, image } = actor;
  const joined = { user, name, email, image, role: invitation.role, joinedAt: change.now };
  if (image !== undefined) members.setImage(user, image);
  change.putMember(joined, { type: "member.added", member: memberShown(joined) });
}

/**
 * The invitation that `hash` is of, as its holder sees it before accepting; `user` is null while they are signed out.
 * Nothing of the workspace is told to whoever it would not let in.
 * @throws RoomError `not_found`
 */
export function invitationSeen(stores: Stores, hash: string, user: string | null, now: number): InvitationSeen {
  const { invitations, members } = stores;
  const info = stores.workspace.find();
  const invitation = invitations.findByHash(hash);
  if (!info || !invitation) throw new RoomError("not_found", "There is no such invitation.");
  const workspace = { id: info.id, name: info.name };
  const call = callOfLink(stores, invitation.id);
  const { role, email } = invitation;
  const end = endOf(invitation, now);
  const member = user === null ? undefined : members.find(user);
  if (member) {
    // What another invitation names to a guest is added to what was named to them.
    const adds =
      end === null &&
      member.role === "guest" &&
      role === "guest" &&
      user !== null &&
      !invitations.hasAccepted(invitation.id, user);
    if (!adds) return { state: "mine", workspace, call };
  }
  if (end !== null) return { state: end };
  return { state: "open", workspace, inviter: members.find(invitation.createdBy)?.name ?? null, role, email, call };
}

/** Why an invitation takes nobody in any more, or null while it does. */
function endOf(invitation: InvitationRow, now: number): "revoked" | "expired" | "used" | null {
  if (invitation.revokedAt !== null) return "revoked";
  if (invitation.expiresAt <= now) return "expired";
  return invitation.single && invitation.uses > 0 ? "used" : null;
}

/** An invitation as inviters see it: without its hash. */
export function invitationShown(row: InvitationRow): Invitation {
  const { id, role, email, grants, createdAt, createdBy, expiresAt, single, uses } = row;
  return { id, role, email, grants, createdAt, createdBy, expiresAt, single, uses };
}

/** Passes while another invitation may be open. @throws RoomError `limit_reached` */
export function demandRoomForInvitation({ stores, now }: Change): void {
  if (stores.invitations.countOpen(now) < MAX_OPEN_INVITATIONS) return;
  throw new RoomError("limit_reached", "Too many invitations are open; revoke some first.");
}

function demandAcceptable(change: Change, invitation: InvitationRow, actor: Actor): void {
  const end = endOf(invitation, change.now);
  if (end === "revoked") throw new RoomError("gone", "This invitation was revoked.");
  if (end === "expired") throw new RoomError("invitation_expired", "This invitation has expired.");
  if (end === "used") throw new RoomError("invitation_used", "This invitation was used.");
  if (invitation.email !== null && invitation.email !== actor.email.toLowerCase()) {
    throw new RoomError("forbidden", "This invitation is for another address; sign in with the one it was sent to.");
  }
  const banishedAt = change.stores.members.banishedAt(actor.user);
  if (banishedAt !== null && banishedAt >= invitation.createdAt) {
    throw new RoomError("forbidden", "You were removed from this workspace; ask for a new invitation.");
  }
}

function use(change: Change, invitation: InvitationRow, user: string): void {
  change.stores.invitations.accept(invitation.id, user);
  change.record("invitation.accepted", invitation.id, { user, role: invitation.role });
  change.say({ type: "invitation.accepted", invitation: invitation.id, user });
}

function union(one: readonly Grant[], other: readonly Grant[]): Grant[] {
  const byName = new Map([...one, ...other].map((grant) => [`${grant.kind}:${grant.id}`, grant]));
  return [...byName.values()];
}
