import type { Outcome } from "../room/errors.ts";
import { perform } from "./acting.ts";
import type { Actor } from "./actor.ts";
import { CallsRoom } from "./calls/calls-room.ts";
import { hashToken } from "./invitation-token.ts";
import {
  acceptInvitation,
  invitationSeen,
  invitationShown,
  invite,
  renewInvitation,
  revokeInvitation,
} from "./inviting.ts";
import { infoOf, needsOwner, scheduleDeletion } from "./lifecycle.ts";
import { DELETION_JOB } from "./live-workspace.ts";
import { memberOf, type Profile, setGrants, setRole, takeProfile } from "./membership.ts";
import type { Grant, Invitation, InvitationSeen, MemberView, NewInvitation, WorkspaceView } from "./protocol.ts";
import { grantsViewed, membersViewed, memberViewed, workspaceShown } from "./views.ts";

/** What the worker may ask of a workspace, by RPC, about who is in it, who is invited, and who goes. */
export abstract class PeopleRoom extends CallsRoom {
  // --- RPC: members ---

  /** Up to `limit` members behind the user id `after`. */
  async members(actor: Actor, after: string, limit: number): Promise<Outcome<MemberView[]>> {
    return this.read(actor, (access) => membersViewed(this.stores, access, after, limit));
  }

  async member(actor: Actor, user: string): Promise<Outcome<MemberView>> {
    return this.read(actor, (access) => {
      access.demand("members.list", { person: user });
      return memberViewed(access, memberOf(this.stores, user));
    });
  }

  async setRole(actor: Actor, user: string, role: MemberView["role"]): Promise<Outcome<MemberView>> {
    return this.written(() => {
      this.act(actor, (change, access) => setRole(change, access, user, role));
      return memberViewed(this.access(actor), memberOf(this.stores, user));
    });
  }

  /** Takes over a user's name, address and picture as they now are; for the worker, when an account changed. */
  async takeProfile(profile: Profile): Promise<Outcome<null>> {
    return this.written(() => {
      this.change(profile.user, (change) => takeProfile(change, profile));
      return null;
    });
  }

  /** The rooms named to a guest. */
  async grants(actor: Actor, user: string): Promise<Outcome<Grant[]>> {
    return this.read(actor, (access) => {
      const grants = grantsViewed(this.stores, access, user);
      memberOf(this.stores, user);
      return grants;
    });
  }

  /** Names exactly `rooms` to a guest. */
  async setGrants(actor: Actor, user: string, rooms: Grant[]): Promise<Outcome<Grant[]>> {
    return this.written(() => this.act(actor, (change, access) => setGrants(change, access, user, rooms)));
  }

  /** Whether `actor` may go for good, as when their account is deleted: the only owner of others may not. */
  async departure(actor: Actor): Promise<Outcome<{ name: string; hindered: boolean }>> {
    return this.read(actor, ({ user }) => ({
      name: infoOf(this.stores).name,
      hindered: needsOwner(this.stores, user),
    }));
  }

  /** `actor` goes for good. What they leave nobody in is marked for deletion. Again, or by whoever is no member: nothing. */
  async depart(actor: Actor): Promise<Outcome<null>> {
    return this.written(() => {
      if (!this.stores.members.find(actor.user)) return null;
      const eraseAt = this.act(actor, (change, access) => {
        const alone = change.stores.members.count() === 1;
        const due = alone && access.may("workspace.delete") ? scheduleDeletion(change, access) : null;
        perform(change, access, { type: "member.remove", user: actor.user });
        return due;
      });
      if (eraseAt !== null) this.schedule.at(DELETION_JOB, eraseAt);
      return null;
    });
  }

  // --- RPC: invitations ---

  /** Makes an invitation under `id`, whose token is `token`; see {@link invite}. */
  async invite(actor: Actor, wanted: NewInvitation & { id: string; token: string }): Promise<Outcome<Invitation>> {
    const hash = await hashToken(wanted.token);
    return this.written(() => {
      const made = this.act(actor, (change, access) => invite(change, access, { ...wanted, hash }));
      return invitationShown(made);
    });
  }

  /** Up to `limit` invitations that can still be accepted, behind the id `after`, oldest first. */
  async invitations(actor: Actor, after: string, limit: number): Promise<Outcome<Invitation[]>> {
    return this.read(actor, (access) => {
      access.demand("invitations.manage");
      return this.stores.invitations.open(Date.now(), after, limit).map(invitationShown);
    });
  }

  /** Gives an invitation the token `token` and more time; see {@link renewInvitation}. */
  async renewInvitation(actor: Actor, id: string, token: string): Promise<Outcome<Invitation>> {
    const hash = await hashToken(token);
    return this.written(() =>
      invitationShown(this.act(actor, (change, access) => renewInvitation(change, access, id, hash))),
    );
  }

  async revokeInvitation(actor: Actor, id: string): Promise<Outcome<null>> {
    return this.written(() => {
      this.act(actor, (change, access) => revokeInvitation(change, access, id));
      return null;
    });
  }

  /** What the holder of a token is told; `user` is null while they are signed out. */
  async invitation(token: string, user: string | null): Promise<Outcome<InvitationSeen>> {
    const hash = await hashToken(token);
    return this.answer(() => invitationSeen(this.stores, hash, user, Date.now()));
  }

  /** Takes the holder of a token in. */
  async accept(actor: Actor, token: string): Promise<Outcome<WorkspaceView>> {
    const hash = await hashToken(token);
    return this.written(() => {
      this.change(actor.user, (change) => acceptInvitation(change, actor, hash));
      return workspaceShown(this.stores, this.access(actor));
    });
  }
}
