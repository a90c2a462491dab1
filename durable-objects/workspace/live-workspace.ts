import { laneOfInbox } from "../inbox/lanes.ts";
import type { Json } from "../room/acceptance.ts";
import type { Verdict } from "../room/admission.ts";
import { answerOf } from "../room/answering.ts";
import type { Authority, RoomAddress, Standing } from "../room/authority.ts";
import { type Outcome, RoomError } from "../room/errors.ts";
import { JSON_ROOM_SCHEMA, JsonRoom, type JsonSession } from "../room/json-room.ts";
import type { Lane } from "../room/lane.ts";
import { endsWithin } from "../room/patience.ts";
import { type EventEnvelope, type Peer, ROOM_STREAM } from "../room/protocol.ts";
import type { Job } from "../room/schedule.ts";
import type { TicketClaims } from "../room/ticket.ts";
import { Access } from "./access.ts";
import { perform } from "./acting.ts";
import type { Actor } from "./actor.ts";
import { runDueRules } from "./board/automation/due.ts";
import { DUE_JOB } from "./board/automation/due-watch.ts";
import { projectGrant } from "./board/projects/grant.ts";
import { streamOf } from "./board/protocol.ts";
import { boardEventFor, peerForGuest, projectOfStream, readsProject } from "./board/seeing.ts";
import { BoardSnapshots } from "./board/snapshot.ts";
import { CALLS_STREAM } from "./calls/protocol.ts";
import { callEventFor, callsSeenBy } from "./calls/seeing.ts";
import { STARTS_JOB, tellStarts } from "./calls/starting.ts";
import { Change, type Ledger } from "./change.ts";
import { entersRoom } from "./conversations/entering.ts";
import { doerOf, Heard, hear } from "./hearing.ts";
import { openLane } from "./lanes.ts";
import { eraseWorkspace, infoOf } from "./lifecycle.ts";
import { WORKSPACE_ROOM_LIMITS } from "./limits.ts";
import { memberOf } from "./membership.ts";
import { lanesInside } from "./notifying/hearers.ts";
import { BOARD_LANE, D1_LANE, OWED_STREAM } from "./owed.ts";
import { RoomRef, WorkspaceAction } from "./protocol.ts";
import { WORKSPACE_MIGRATIONS } from "./store/schema.ts";
import { openStores, type Stores } from "./store/stores.ts";
import { shownTo, snapshotFor } from "./views.ts";

/** The job that ends the grace of a workspace marked for deletion. */
export const DELETION_JOB = "deletion";
/** How long an answer waits for D1 to have what its asker will look for there; after that it catches up by itself. */
const PROJECTION_PATIENCE_MS = 1_000;

/**
 * The workspace as a room: it runs changes in one transaction each, tells the sockets they concern, shows every reader
 * what they may see, and judges who may come in, here and in its rooms. What may be asked of it from outside is in
 * `room.ts`; what each act means is in functions over the stores.
 */
export abstract class LiveWorkspace extends JsonRoom<WorkspaceAction> implements Authority {
  protected readonly stores: Stores;
  readonly #boards: BoardSnapshots;
  /** Changes of the commit under way, whose concerned sockets are told when it holds. */
  #untold: Change[] = [];

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env, {
      kind: "workspace",
      limits: WORKSPACE_ROOM_LIMITS,
      migrations: [{ number: 1, sql: JSON_ROOM_SCHEMA }, ...WORKSPACE_MIGRATIONS],
      commands: WorkspaceAction,
    });
    this.stores = openStores(ctx.storage.sql);
    this.#boards = new BoardSnapshots(this.stores);
    this.#catchUp();
  }

  // --- The authority over rooms ---

  async admit(user: string, at: RoomAddress): Promise<Outcome<Standing>> {
    return this.answer(() => {
      const member = this.stores.members.find(user);
      if (!member) throw new RoomError("not_found", "There is no such room.");
      const { name, role, revision } = member;
      const here = at.kind === "workspace" && at.room === this.name && at.workspace === this.name;
      if (!here) {
        const room = this.roomHere(at);
        if (!entersRoom(this.stores, member, room)) {
          throw new RoomError("not_found", "There is no such room.");
        }
        this.change(null, (change) => change.enter(member, room));
      }
      return { user, name, role, revision };
    });
  }

  /** This object is the authority itself: at the door it asks its own members, and no ticket. */
  protected override judge(claims: TicketClaims): Verdict {
    const verdict = super.judge(claims);
    if (!verdict.admit) return verdict;
    const member = this.stores.members.find(claims.user);
    if (!member) return { admit: false, reason: "removed" };
    const { role, name, revision } = member;
    return { admit: true, role, name, revision };
  }

  protected override standing(user: string): Promise<Outcome<Standing>> {
    return this.admit(user, this.at);
  }

  /** The room at this address, which must be one of this workspace's (P5). @throws RoomError `not_found` */
  protected roomHere(at: RoomAddress): RoomRef {
    const room = RoomRef.safeParse({ kind: at.kind, id: at.room });
    const known = at.workspace === this.name && room.success && this.stores.rooms.registeredAt(room.data) !== undefined;
    if (!known) throw new RoomError("not_found", "There is no such room.");
    return room.data;
  }

  // --- The JSON room ---

  protected override execute(session: JsonSession, command: WorkspaceAction): Json | undefined {
    const change = this.#begin(session.user);
    const result = perform(change, this.access({ user: session.user, superadmin: false }), command);
    change.finish();
    return result;
  }

  protected override commit<Result>(act: () => Result): Result {
    this.#untold = [];
    const result = super.commit(act);
    for (const change of this.#untold.splice(0)) {
      for (const [user, { viewChanged }] of change.concerned) this.#tellSocketsOf(user, viewChanged);
    }
    return result;
  }

  protected override snapshot(session: JsonSession, stream: string): readonly [string, ...string[]] {
    const member = memberOf(this.stores, session.user);
    const project = projectOfStream(stream);
    if (project !== null) return this.#boards.of(project, member, this.events.head(stream));
    if (stream === CALLS_STREAM) return [JSON.stringify(callsSeenBy(this.stores, member))];
    return [JSON.stringify(snapshotFor(this.stores, this.events, member, Date.now()))];
  }

  /** Beside `room` and `calls`, which are for everyone, the streams of the projects this member may read. */
  protected override follows(session: JsonSession, stream: string): boolean {
    if (stream === CALLS_STREAM) return true;
    const project = projectOfStream(stream);
    const member = this.stores.members.find(session.user);
    return project !== null && member !== undefined && readsProject(this.stores, member, project);
  }

  protected override followed(session: JsonSession, stream: string): void {
    const project = projectOfStream(stream);
    if (project === null) return;
    this.change(null, (change) => change.enter(memberOf(this.stores, session.user), projectGrant(project)));
  }

  /** Whoever follows a board sees all of it; {@link refresh} ends that with the right to. */
  protected override eventFor(session: JsonSession, event: EventEnvelope): EventEnvelope | null {
    const onBoard = projectOfStream(event.stream) !== null;
    if (onBoard && session.passport.role !== "guest") return event;
    const member = this.stores.members.find(session.user);
    if (!member) return null;
    if (onBoard) return boardEventFor(this.stores, member, event);
    if (event.stream === CALLS_STREAM) return callEventFor(this.stores, member, event);
    return shownTo(this.stores, member, event);
  }

  protected override peerFor(session: JsonSession, peer: Peer): Peer | null {
    return session.passport.role === "guest" ? peerForGuest(this.stores, session.user, peer) : peer;
  }

  /**
   * What a guest may see of a board has no seq of the board's own, so they are always shown it afresh; nor has what anyone
   * may see of the calls, of which there are few.
   */
  protected override resumableFrom(session: JsonSession, stream: string): number {
    if (stream === CALLS_STREAM) return Number.POSITIVE_INFINITY;
    const member = memberOf(this.stores, session.user);
    if (projectOfStream(stream) === null) return member.viewFrom;
    return member.role === "guest" ? Number.POSITIVE_INFINITY : 0;
  }

  protected override lane(name: string): Lane<unknown> | null {
    return openLane(name, { workspace: this.name, events: this.events, stores: this.stores, env: this.env });
  }

  protected override heard(body: Json): void {
    const heard = Heard.parse(body);
    this.change(doerOf(heard), (change) => hear(change, heard));
  }

  protected override ownJobs(): Record<string, Job> {
    return {
      [DELETION_JOB]: () => this.#endGrace(),
      [DUE_JOB]: () => this.change(null, runDueRules),
      [STARTS_JOB]: () => this.change(null, tellStarts),
    };
  }

  /** What lies outside is what the outbox still owes: rooms to be erased, and tombstones in D1. */
  protected override async purge(): Promise<void> {
    await this.outbox.flush();
    if (this.outbox.pending().length > 0) throw new RoomError("unavailable", "Not all outside is cleared yet.");
  }

  // --- For the RPC face ---

  /** What `actor` may do here now. @throws RoomError `not_found` for whoever has nothing to do with this workspace */
  protected access(actor: Pick<Actor, "user" | "superadmin">): Access {
    infoOf(this.stores);
    return Access.of(actor, this.stores);
  }

  /** Answers with what `look` finds for an actor. Writes nothing. */
  protected async read<Value>(actor: Actor, look: (access: Access) => Value): Promise<Outcome<Value>> {
    return this.answer(() => look(this.access(actor)));
  }

  /**
   * Answers with what `write` does, once D1 has it too or a moment has passed: whoever asks D1 next, such as for the
   * list of their workspaces, should find their own write. What D1 is told of boards is not waited for: they are read
   * here.
   */
  protected async written<Value>(write: () => Value): Promise<Outcome<Value>> {
    const outcome = this.answer(write);
    const owes = outcome.ok && this.outbox.pending().some(({ name }) => name === D1_LANE);
    if (owes) await endsWithin(PROJECTION_PATIENCE_MS, this.outbox.flush([D1_LANE]));
    return outcome;
  }

  /** Answers with what `act` does, and with a problem where it throws. */
  protected answer<Value>(act: () => Value): Outcome<Value> {
    const founded = () => {
      // A workspace that was never founded, or was erased, has no tables to look into.
      void this.at;
      return act();
    };
    return answerOf(founded, this.log, {
      event: "workspace.act_failed",
      message: "The workspace could not do that.",
    });
  }

  /** Runs one act of `actor`'s in one transaction. @throws what `act` throws; nothing of it stays then. */
  protected act<Value>(actor: Actor, act: (change: Change, access: Access) => Value): Value {
    return this.change(actor.user, (change) => act(change, this.access(actor)));
  }

  /** Runs one change in one transaction. @throws what `act` throws; nothing of it stays then. */
  protected change<Value>(by: string | null, act: (change: Change) => Value): Value {
    return this.commit(() => {
      const change = this.#begin(by);
      const value = act(change);
      change.finish();
      return value;
    });
  }

  // --- Within ---

  /** Begins a change within the commit under way. */
  #begin(by: string | null): Change {
    const ledger: Ledger = {
      append: (body) => {
        const { type, ...data } = body;
        return this.emit({ stream: ROOM_STREAM, type, by, data }, lanesInside(this.stores, body, by)).event.seq;
      },
      appendTo: (project, doer, { type, ...data }, hearers) => {
        const lanes = [BOARD_LANE, ...hearers.map(laneOfInbox)];
        this.emit({ stream: streamOf(project), type, by: doer, data }, lanes);
      },
      appendOfCalls: ({ type, ...data }) => {
        this.emit({ stream: CALLS_STREAM, type, by, data });
      },
      nextPosition: () => this.events.position() + 1,
      attempt: (act) => this.attempt(act),
      schedule: (job, due) => this.schedule.at(job, due),
      owe: ({ type, ...data }, lanes) => {
        this.emit({ stream: OWED_STREAM, type, by, data }, lanes);
      },
    };
    const change = new Change(this.name, this.stores, ledger, by, Date.now());
    this.#untold.push(change);
    return change;
  }

  /** Tells the sockets of a user what they now are, and shows them what they may now see. */
  #tellSocketsOf(user: string, viewChanged: boolean): void {
    // Once erased, every socket is closed with the word that the workspace is gone, which says more.
    if (this.erased) return;
    const member = this.stores.members.find(user);
    if (!member) {
      this.expel(user);
      return;
    }
    const { name, role, revision } = member;
    const sessions = [...this.sessions.of(user)];
    if (sessions.some((session) => session.passport.revision !== revision)) {
      this.restand({ user, name, role, revision });
    }
    if (!viewChanged) return;
    for (const session of sessions) if (session.own.streams.length > 0) this.refresh(session);
  }

  /** On waking: a crash may have come between a change and telling the sockets it concerns (P4). */
  #catchUp(): void {
    const outdated = new Set<string>();
    for (const session of this.sessions) {
      if (this.stores.members.find(session.user)?.revision !== session.passport.revision) outdated.add(session.user);
    }
    for (const user of outdated) this.#tellSocketsOf(user, true);
  }

  #endGrace(): void {
    const { eraseAt } = infoOf(this.stores);
    if (eraseAt === null) return;
    if (eraseAt > Date.now()) {
      this.schedule.at(DELETION_JOB, eraseAt);
      return;
    }
    this.change(null, (change) => {
      eraseWorkspace(change);
      this.eraseSoon();
    });
  }
}
