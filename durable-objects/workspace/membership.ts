/** Members: their roles, their going, and what is named to guests. Each function is one act within a {@link Change}. */
import { RoomError } from "../room/errors.ts";
import type { Role } from "../room/protocol.ts";
import type { Access } from "./access.ts";
import { hearRevoked } from "./calls/unlinking.ts";
import type { Change } from "./change.ts";
import { MAX_NAME_LENGTH } from "./limits.ts";
import { mayOffer } from "./permissions.ts";
import type { Grant } from "./protocol.ts";
import type { MemberRow } from "./store/members.ts";
import type { Stores } from "./store/stores.ts";

/** Gives `user` another role. @throws RoomError `forbidden`, `not_found`, `last_owner` */
export function setRole(change: Change, access: Access, user: string, role: Role): MemberRow {
  access.demand("members.set_role", { person: user });
  const member = memberOf(change.stores, user);
  access.demandReach(member.role);
  access.demandReach(role);
  if (member.role === role) return member;
  if (role !== "owner") keepAnOwner(change, member);
  change.record("member.role_changed", user, { from: member.role, to: role });
  const changed = change.putMember({ ...member, role }, { type: "member.role_changed", user, role });
  revokeUnreached(change, user, role);
  return changed;
}

/** Removes `user`, or lets them leave. @throws RoomError `forbidden`, `not_found`, `last_owner` */
export function removeMember(change: Change, access: Access, user: string): void {
  const leaves = user === access.user;
  access.demand("members.remove", { person: user });
  const member = memberOf(change.stores, user);
  if (!leaves) access.demandReach(member.role);
  keepAnOwner(change, member);
  if (!leaves) change.stores.members.banish(user, change.now);
  change.record(leaves ? "member.left" : "member.removed", user, { role: member.role });
  change.dropMember(member, { type: "member.removed", user });
  revokeUnreached(change, user, null);
}

/** Makes `user` an owner and the one who asks an admin, at once. @throws RoomError `forbidden`, `not_found` */
export function transferOwnership(change: Change, access: Access, user: string): void {
  access.demand("workspace.transfer");
  const heir = memberOf(change.stores, user);
  if (user === access.user) return;
  const former = memberOf(change.stores, access.user);
  change.record("workspace.transferred", user, { from: access.user });
  if (heir.role !== "owner") {
    change.putMember({ ...heir, role: "owner" }, { type: "member.role_changed", user, role: "owner" });
  }
  change.putMember({ ...former, role: "admin" }, { type: "member.role_changed", user: former.user, role: "admin" });
  revokeUnreached(change, former.user, "admin");
}

/** What a workspace is told of a user's account. */
export interface Profile {
  user: string;
  name: string;
  email: string;
  /** Where their picture is; null for none. */
  image: string | null;
}

/** Takes over what an account now says of a user. A user who is no member, or of whom all is known, is passed. */
export function takeProfile(change: Change, { user, image, email, name: told }: Profile): void {
  const member = change.stores.members.find(user);
  if (!member) return;
  const name = told.slice(0, MAX_NAME_LENGTH);
  if ((member.image ?? null) !== image) {
    change.stores.members.setImage(user, image);
    change.say({ type: "member.pictured", user, image });
  }
  if (member.name === name && member.email === email) return;
  change.putMember({ ...member, name, email }, { type: "member.renamed", user, name });
}

/** Names exactly `rooms` to a guest. @throws RoomError `forbidden`, `not_found`, or `invalid` for whoever is no guest */
export function setGrants(change: Change, access: Access, user: string, rooms: readonly Grant[]): Grant[] {
  access.demand("grants.write");
  const member = memberOf(change.stores, user);
  if (member.role !== "guest") throw new RoomError("invalid", "Only a guest's rooms are named one by one.");
  demandNameable(change.stores, rooms);
  change.record("grants.changed", user, { grants: rooms.map(({ kind, id }) => ({ kind, id })) });
  change.grant(member, rooms);
  return change.stores.rooms.granted(user);
}

/** Adds `rooms` to what is left of a guest's, after rooms named to them are gone. Whoever is no member is passed. */
export function regrant(change: Change, user: string, rooms: readonly Grant[]): void {
  const member = change.stores.members.find(user);
  if (member) change.grant(member, [...change.stores.rooms.granted(user), ...rooms]);
}

/** @throws RoomError `not_found` */
export function memberOf(stores: Stores, user: string): MemberRow {
  const member = stores.members.find(user);
  if (!member) throw new RoomError("not_found", "There is no such member.");
  return member;
}

/**
 * Passes when every room is one of this workspace's that can be named to a guest (P5): of conversations the channels, since
 * others are entered by who belongs to them, or by what they are about. @throws RoomError `invalid` naming each that is not
 */
export function demandNameable(stores: Stores, rooms: readonly Grant[]): void {
  const isNameable = ({ kind, id }: Grant) =>
    kind === "conversation" ? stores.conversations.find(id)?.kind === "channel" : true;
  const errors = rooms.flatMap((room, index) =>
    stores.rooms.registeredAt(room) === undefined || !isNameable(room)
      ? [{ path: `grants.${index}`, message: "There is no such room in this workspace" }]
      : [],
  );
  if (errors.length > 0) throw new RoomError("invalid", "Not every room is one of this workspace's.", errors);
}

/**
 * A workspace always has an owner: the last one neither leaves nor steps down, unless nobody else is in it and it is to be
 * erased. @throws RoomError `last_owner`
 */
function keepAnOwner(change: Change, member: MemberRow): void {
  const { members, workspace } = change.stores;
  if (member.role !== "owner" || members.owners() > 1) return;
  if (members.count() === 1 && workspace.find()?.eraseAt != null) return;
  throw new RoomError("last_owner", "A workspace must keep an owner: name another first, or delete the workspace.");
}

/** Invitations do not outlive the right to make them: one that `user` could no longer make is revoked. */
function revokeUnreached(change: Change, user: string, role: Role | null): void {
  for (const invitation of change.stores.invitations.openBy(user, change.now)) {
    if (role !== null && mayOffer(role, invitation.role)) continue;
    change.stores.invitations.put({ ...invitation, revokedAt: change.now });
    change.record("invitation.revoked", invitation.id, { because: user });
    change.say({ type: "invitation.revoked", invitation: invitation.id });
    hearRevoked(change, invitation.id);
  }
}
