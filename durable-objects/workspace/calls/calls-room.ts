import type { Participant } from "../../call/participant.ts";
import { type Outcome, ok, RoomError, unwrap } from "../../room/errors.ts";
import { newId } from "../../room/id.ts";
import type { Role } from "../../room/protocol.ts";
import type { Access } from "../access.ts";
import type { Actor } from "../actor.ts";
import { References } from "../board/naming/references.ts";
import { ConversationsRoom } from "../conversations/conversations-room.ts";
import { hashToken, lastingToken } from "../invitation-token.ts";
import type { Act } from "../permissions.ts";
import { answerCall, changeCall, deleteCall, endByActor } from "./changing.ts";
import { callsListed, demandCall, demandInside, demandOpenCall, type ListedCall, type RunningAct } from "./finding.ts";
import { foundCall } from "./founding.ts";
import { linkCall, linkOf, unlinkCall } from "./linking.ts";
import { addCall, type CallWanted, callThere, planCall } from "./making.ts";
import { demandEntering } from "./people.ts";
import type { Call, CallAnswer, CallChange, CallState, NewCall, WantedSubject } from "./protocol.ts";
import { callFor, callShown, callTitleFor } from "./shown.ts";
import type { CallPlace, CallRow } from "./store.ts";
import { keyOfSubject, type SubjectRef } from "./subject.ts";

/** A call as a calendar needs it. */
export interface CalendarCall {
  call: Call;
  title: string;
  /** What whoever planned it is called; null for one who left. */
  host: string | null;
  /** Grows with each change of what is here; and when the last was. */
  sequence: number;
  changedAt: number;
}

/** Which calls are listed, as it is asked. */
interface CallsWanted {
  before: CallPlace | null;
  limit: number;
  state?: CallState | undefined;
  about?: WantedSubject | undefined;
}

/** What the worker may ask of a workspace, by RPC, about its calls; what goes on in one is its own room's. */
export abstract class CallsRoom extends ConversationsRoom {
  /** The calls the actor may enter, the latest first. */
  async calls(actor: Actor, { about, ...scope }: CallsWanted): Promise<Outcome<ListedCall[]>> {
    return this.read(actor, (access) => {
      const subject = about && keyOfSubject(this.#subject(access, about));
      return callsListed(this.stores, access, { ...scope, subject });
    });
  }

  /** A call, if the actor may `act` in it, and what they are in the workspace. */
  async call(
    actor: Actor,
    id: string,
    act: Act = "call.read",
  ): Promise<Outcome<{ call: Call; name: string; role: Role }>> {
    return this.read(actor, (access) => {
      const row = demandCall(this.stores, access, id, act);
      const who = participantOf(actor, access);
      return { call: callFor(this.stores, who, row), name: who.name, role: who.role };
    });
  }

  /** Passes for one who may know who was in a call. */
  async seesInsideCall(actor: Actor, id: string): Promise<Outcome<null>> {
    return this.read(actor, (access) => {
      demandInside(this.stores, access, id);
      return null;
    });
  }

  /**
   * Starts or plans a call under `id`. Again under the same id it answers the one there is; and where one goes on already in
   * the same conversation, or about the same task, that one.
   */
  async createCall(actor: Actor, id: string, wanted: NewCall): Promise<Outcome<Call>> {
    const planned = await this.read(actor, (access) => {
      const about = wanted.about == null ? null : this.#subject(access, wanted.about);
      const asked: CallWanted = { ...wanted, id, now: Date.now(), about };
      const row = callThere(this.stores, access, asked);
      return row
        ? { there: callFor(this.stores, participantOf(actor, access), row) }
        : { asked, by: participantOf(actor, access), plan: planCall(this.stores, access, asked) };
    });
    if (!planned.ok) return planned;
    const { there } = planned.value;
    if (there) {
      const rung = wanted.ring?.length ? await this.ringCall(actor, there.id, wanted.ring) : ok(null);
      return rung.ok ? ok(there) : rung;
    }
    const { asked, by, plan } = planned.value;
    const { env, name: workspace, stores, log } = this;
    const founded = await foundCall({ env, workspace, stores, log }, by, plan);
    if (!founded.ok) return founded;
    return this.#written(actor, () => this.act(actor, (change, access) => addCall(change, access, asked)));
  }

  async changeCall(actor: Actor, id: string, set: CallChange): Promise<Outcome<Call>> {
    return this.#written(actor, () => this.act(actor, (change, access) => changeCall(change, access, id, set)));
  }

  /** Says whether the actor will come to a call that they are invited to. */
  async answerCall(actor: Actor, id: string, answer: CallAnswer): Promise<Outcome<Call>> {
    return this.#written(actor, () => this.act(actor, (change, access) => answerCall(change, access, id, answer)));
  }

  /** Ends a call for all, which its room does first; one that is planned is cancelled by that. */
  async endCall(actor: Actor, id: string): Promise<Outcome<Call>> {
    return this.#running(actor, id, async (right, who) => {
      unwrap(await this.env.CALL.getByName(id).end(who));
      return this.#written(actor, () => this.act(actor, (change, access) => endByActor(change, access, id, right)));
    });
  }

  /** Deletes a call for ever, with its chat and its log. */
  async deleteCall(actor: Actor, id: string): Promise<Outcome<null>> {
    return this.written(() => {
      this.act(actor, (change, access) => deleteCall(change, access, id));
      return null;
    });
  }

  /** Calls people to come at once; each must be one who could. */
  async ringCall(actor: Actor, id: string, users: string[]): Promise<Outcome<null>> {
    return this.#reaching(async () => {
      const { who, rung } = this.act(actor, (change, access) => {
        const row = demandOpenCall(change.stores, access, id, "call.speak");
        const members = demandEntering(change.stores, row, { users, path: "users", except: actor.user });
        change.stores.callPeople.noteRung(
          id,
          members.map(({ user }) => user),
        );
        return {
          who: participantOf(actor, access),
          rung: members.map(({ user, name, role }) => ({ user, name, role })),
        };
      });
      return rung.length > 0 ? this.env.CALL.getByName(id).ring(who, rung) : ok(null);
    });
  }

  /** The link by which people from outside come to a call: the one there is, or one that is made. */
  async linkCall(actor: Actor, id: string): Promise<Outcome<{ token: string; expiresAt: number }>> {
    return this.#running(actor, id, async (right) => {
      const asked = { act: right, now: Date.now() };
      const known = unwrap(await this.read(actor, (access) => linkOf(this.stores, access, id, asked)?.id ?? null));
      const invitation = known ?? newId();
      const wanted = { act: right, invitation, hash: await hashToken(await this.#tokenOf(invitation)) };
      const made = unwrap(
        await this.written(() => this.act(actor, (change, access) => linkCall(change, access, id, wanted))),
      );
      return ok({ token: await this.#tokenOf(made.id), expiresAt: made.expiresAt });
    });
  }

  /** Takes a call's link back. */
  async unlinkCall(actor: Actor, id: string): Promise<Outcome<null>> {
    return this.#running(actor, id, (right) =>
      this.written(() => {
        this.act(actor, (change, access) => unlinkCall(change, access, id, right));
        return null;
      }),
    );
  }

  /** A call as a calendar needs it. */
  async calendarCall(actor: Actor, id: string): Promise<Outcome<CalendarCall>> {
    return this.read(actor, (access) => {
      const row = demandCall(this.stores, access, id, "call.read");
      return {
        call: callShown(this.stores, row),
        title: callTitleFor(this.stores, row, actor.user),
        host: this.stores.members.find(row.createdBy)?.name ?? null,
        sequence: row.sequence,
        changedAt: row.changedAt,
      };
    });
  }

  // --- Within ---

  #written(actor: Actor, write: () => CallRow): Promise<Outcome<Call>> {
    return this.written(() => {
      const row = write();
      return callFor(this.stores, participantOf(actor, this.access(actor)), row);
    });
  }

  /** Does what one may do who manages a call, or runs it for the moment: of that the call's own room is asked. */
  #running<Value>(
    actor: Actor,
    id: string,
    act: (right: RunningAct, who: Participant) => Promise<Outcome<Value>>,
  ): Promise<Outcome<Value>> {
    return this.#reaching(async () => {
      const { who, manages } = unwrap(await this.read(actor, (access) => this.#runner(actor, access, id)));
      if (manages) return act("call.manage", who);
      if (unwrap(await this.env.CALL.getByName(id).mayRun(who))) return act("call.speak", who);
      const message = "This is for whoever started the call, its hosts and the workspace's admins.";
      throw new RoomError("forbidden", message);
    });
  }

  /** Does what asks the room of a call, which may be out of reach. */
  async #reaching<Value>(act: () => Promise<Outcome<Value>>): Promise<Outcome<Value>> {
    try {
      return await act();
    } catch (cause) {
      if (cause instanceof RoomError) return { ok: false, problem: cause.toProblem() };
      this.log.warn("workspace.call_not_reached", { cause });
      const message = "The call could not be reached just now; try again.";
      return { ok: false, problem: { code: "unavailable", message } };
    }
  }

  #runner(actor: Actor, access: Access, id: string): { who: Participant; manages: boolean } {
    const { createdBy } = demandCall(this.stores, access, id, "call.read");
    const manages = access.may("call.manage", { room: { kind: "call", id }, person: createdBy });
    return { who: participantOf(actor, access), manages };
  }

  #tokenOf(invitation: string): Promise<string> {
    return lastingToken(this.name, this.env.TICKET_SECRET, invitation);
  }

  #subject(access: Access, about: WantedSubject): SubjectRef {
    switch (about.type) {
      case "conversation":
        return { type: "conversation", id: about.conversation };
      case "project":
        return { type: "project", id: about.project };
      case "task":
        return { type: "task", id: new References(this.stores, access).task(about.task).task.id };
    }
  }
}

/** An actor as a call's room knows them. Only members come to ask. */
function participantOf(actor: Actor, { member }: Access): Participant {
  return { user: actor.user, name: member?.name ?? actor.name, role: member?.role ?? "viewer" };
}
