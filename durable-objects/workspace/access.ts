import { RoomError } from "../room/errors.ts";
import type { Role } from "../room/protocol.ts";
import type { Actor } from "./actor.ts";
import { entersRoom } from "./conversations/entering.ts";
import { type Act, extentOf, may, reaches, type Standpoint } from "./permissions.ts";
import type { Grant } from "./protocol.ts";
import type { MemberRow } from "./store/members.ts";
import type { Stores } from "./store/stores.ts";

/** What an act is about, where a right may be a narrow one: a person, or a room. */
export interface Subject {
  person?: string;
  room?: Grant;
}

/** What one actor may do in this workspace now. Made afresh for each act, so nothing of it is ever outdated (P4). */
export class Access {
  readonly user: string;
  /** Undefined for a superadmin who does not belong to the workspace. */
  readonly member: MemberRow | undefined;
  readonly #standpoints: readonly Standpoint[];
  readonly #stores: Stores;

  private constructor(user: string, member: MemberRow | undefined, standpoints: readonly Standpoint[], stores: Stores) {
    this.user = user;
    this.member = member;
    this.#standpoints = standpoints;
    this.#stores = stores;
  }

  /** @throws RoomError `not_found` for whoever has nothing to do with this workspace: they do not learn that it is. */
  static of(actor: Pick<Actor, "user" | "superadmin">, stores: Stores): Access {
    const member = stores.members.find(actor.user);
    const standpoints: Standpoint[] = [];
    if (member) standpoints.push(member.role);
    if (actor.superadmin) standpoints.push("superadmin");
    if (standpoints.length === 0) throw new RoomError("not_found", "There is no such workspace.");
    return new Access(actor.user, member, standpoints, stores);
  }

  may(act: Act, subject: Subject = {}): boolean {
    if (this.#isShut(subject)) return false;
    const about = {
      self: () => subject.person === this.user,
      granted: () => this.#isNamed(subject),
    };
    return this.#standpoints.some((standpoint) => may(standpoint, act, about));
  }

  /**
   * Passes when the actor may `act` about `subject`.
   * @throws RoomError `forbidden`; or `not_found` for what is hidden from one whose right ends at the rooms named to
   * them, so that a guest cannot learn what else there is, and for a conversation or call that is not theirs to enter.
   */
  demand(act: Act, subject: Subject = {}): void {
    if (this.may(act, subject)) return;
    if (this.#isShut(subject)) throw new RoomError("not_found", `There is no such ${subject.room?.kind}.`);
    if (this.#standpoints.some((standpoint) => extentOf(standpoint, act) === "granted")) {
      throw new RoomError("not_found", "There is nothing here.");
    }
    throw new RoomError("forbidden", "Your role does not allow this.");
  }

  /** Passes when the actor may give `role`, or change whoever has it. @throws RoomError `forbidden` */
  demandReach(role: Role): void {
    if (this.#standpoints.some((standpoint) => reaches(standpoint, role))) return;
    throw new RoomError("forbidden", `Your role does not reach the role "${role}".`);
  }

  /** True when the right to `act` ends at what was named to the actor. */
  isNarrow(act: Act): boolean {
    return this.#standpoints.every((standpoint) => extentOf(standpoint, act) === "granted");
  }

  /** A conversation or call is entered or not, whatever the role of who would do something there. */
  #isShut({ room }: Subject): boolean {
    if (room?.kind !== "conversation" && room?.kind !== "call") return false;
    return !this.member || !entersRoom(this.#stores, this.member, { kind: room.kind, id: room.id });
  }

  #isNamed({ room, person }: Subject): boolean {
    if (room?.kind === "conversation" || room?.kind === "call") return !this.#isShut({ room });
    if (room) return this.#stores.rooms.isGranted(this.user, room);
    if (person) return this.#stores.rooms.knows(this.user, person);
    return false;
  }
}
