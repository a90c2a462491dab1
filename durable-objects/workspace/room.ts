import type { RoomAddress, Standing } from "../room/authority.ts";
import { type Outcome, ok, RoomError } from "../room/errors.ts";
import { perform } from "./acting.ts";
import type { Actor } from "./actor.ts";
import { idsNamed, namesOf } from "./audit/names.ts";
import type { AuditAct, AuditDetail, AuditEntry, AuditFilter, AuditPlace } from "./audit/protocol.ts";
import { hearersOfCall } from "./calls/hearers.ts";
import { planGeneral } from "./conversations/general.ts";
import { type Hearers, hearersAmong, noteHearers } from "./conversations/hearers.ts";
import { addRow } from "./conversations/writing.ts";
import { newDoc } from "./docs.ts";
import { cancelDeletion, found, infoOf, renameWorkspace, scheduleDeletion } from "./lifecycle.ts";
import { DELETION_JOB } from "./live-workspace.ts";
import { transferOwnership } from "./membership.ts";
import { addPage, demandPage, demandRoomForPage, docOf, erasePage, type PagePlace, pageShown } from "./paging.ts";
import { PeopleRoom } from "./people-room.ts";
import type { Act } from "./permissions.ts";
import type { OutboxView, Page, RebuildCounts, WorkspaceAction, WorkspaceResult, WorkspaceView } from "./protocol.ts";
import { rebuildProjections } from "./rebuilding.ts";
import { furnish, type SampleWanted, writeSample } from "./sample/furnish.ts";
import { pagesViewed, pageViewed, workspaceShown } from "./views.ts";

/** How many parked effects are shown at once. */
const PARKED_SHOWN = 200;

/**
 * What the worker may ask of a workspace, by RPC; what it may ask about its people is in `people-room.ts`, about its
 * boards in `board/board-room.ts`. Every answer is an `Outcome`; every act is by an {@link Actor} whom the worker has
 * verified, and whoever has nothing to do with the workspace is told that there is none (P5).
 */
export class WorkspaceRoom extends PeopleRoom {
  // --- RPC: the workspace itself ---

  /**
   * Founds the workspace with `actor` as its owner and the channel of everyone, and furnishes it with a sample where one is wanted: all or nothing.
   * Again by the same user, it answers what there is.
   */
  async found(actor: Actor, name: string, sample: SampleWanted | null = null): Promise<Outcome<WorkspaceView>> {
    const workspace = this.name;
    const created = await super.create({ workspace, kind: "workspace", room: workspace });
    if (!created.ok) return created;
    const docs =
      sample && !this.stores.workspace.find()
        ? await writeSample(this.env, this.log, { workspace, user: actor.user, sample })
        : null;
    if (docs?.ok === false) return docs;
    const general = this.stores.workspace.find() ? null : planGeneral(this.stores, actor.user, Date.now());
    const founded = general ? await this.foundConversation(general) : ok(null);
    if (!founded.ok) return founded;
    return this.written(() => {
      const info = this.stores.workspace.find();
      if (!info) {
        this.change(actor.user, (change) => {
          found(change, actor, name);
          if (general) addRow(change, general);
          if (sample && docs) furnish(change, this.access(actor), { today: sample.today, docs: docs.value });
        });
      } else if (this.stores.members.find(actor.user)?.role !== "owner") {
        throw new RoomError("conflict", "This id is taken.");
      }
      return workspaceShown(this.stores, this.access(actor));
    });
  }

  async view(actor: Actor): Promise<Outcome<WorkspaceView>> {
    return this.read(actor, (access) => {
      access.demand("workspace.view");
      return workspaceShown(this.stores, access);
    });
  }

  /** Renames it, hands its ownership over, or (`eraseAt: null`) takes the mark for deletion away: all or nothing. */
  async update(
    actor: Actor,
    wanted: { name?: string | undefined; owner?: string | undefined; eraseAt?: null | undefined },
  ): Promise<Outcome<WorkspaceView>> {
    return this.written(() => {
      this.act(actor, (change, access) => {
        if (wanted.name !== undefined) renameWorkspace(change, access, wanted.name);
        if (wanted.eraseAt === null) cancelDeletion(change, access);
        if (wanted.owner !== undefined) transferOwnership(change, access, wanted.owner);
      });
      if (wanted.eraseAt === null) this.schedule.cancel(DELETION_JOB);
      return workspaceShown(this.stores, this.access(actor));
    });
  }

  /** Marks the workspace for deletion in 30 days; until then {@link update} can keep it. */
  async scheduleDeletion(actor: Actor): Promise<Outcome<WorkspaceView>> {
    return this.written(() => {
      const eraseAt = this.act(actor, scheduleDeletion);
      this.schedule.at(DELETION_JOB, eraseAt);
      return workspaceShown(this.stores, this.access(actor));
    });
  }

  /** Does one {@link WorkspaceAction}, as a socket's command would. */
  async perform(actor: Actor, action: WorkspaceAction): Promise<Outcome<WorkspaceResult>> {
    return this.written(() => this.act(actor, (change, access) => perform(change, access, action)));
  }

  // --- RPC: the audit log ---

  /**
   * Up to `limit` audit entries that fit the filter before the position `before` (null: from the newest), newest first.
   * `further` is where those begin that only D1 still has, null for none; `named` is what has the filter's text in its
   * name.
   */
  async audit(
    actor: Actor,
    wanted: { filter: AuditFilter; before: number | null; limit: number },
  ): Promise<Outcome<{ entries: (AuditEntry & { position: number })[]; further: AuditPlace | null; named: string[] }>> {
    return this.read(actor, (access) => {
      access.demand("audit.read");
      const { filter, before, limit } = wanted;
      const named = filter.text === undefined ? [] : idsNamed(this.stores, filter.text);
      const entries = this.stores.audit.page(filter, named, before ?? Number.MAX_SAFE_INTEGER, limit);
      return { entries, further: this.stores.audit.letGoBefore(), named };
    });
  }

  /** What those of `ids` in the audit log are called that are still here. */
  async auditNames(actor: Actor, ids: string[]): Promise<Outcome<Record<string, string>>> {
    return this.read(actor, (access) => {
      access.demand("audit.read");
      return namesOf(this.stores, ids);
    });
  }

  /** Records that the audit log is taken out, and what of it; answers what the workspace is called. */
  async exportAudit(actor: Actor, what: AuditDetail): Promise<Outcome<string>> {
    return this.written(() =>
      this.act(actor, (change, access) => {
        access.demand("audit.read");
        change.record("audit.exported", null, what);
        return infoOf(change.stores).name;
      }),
    );
  }

  // --- RPC: what it owes the outside, for whoever runs the instance ---

  /** What was not delivered yet, and what its receiver refused. */
  async owing(actor: Actor): Promise<Outcome<OutboxView>> {
    return this.read(actor, (access) => {
      access.demand("outbox.manage");
      return {
        lanes: this.outbox.pending().map(({ name, attempts, due }) => ({ name, attempts, due })),
        parked: this.outbox.parked(PARKED_SHOWN).map(({ id, lane, code, at }) => ({ id, lane, code, at })),
      };
    });
  }

  /** Owes D1 everything it should have of this workspace, and answers how much that is. Does not wait for it. */
  async rebuildProjections(actor: Actor): Promise<Outcome<RebuildCounts>> {
    return this.answer(() => this.act(actor, rebuildProjections));
  }

  /** Delivers an effect again that was refused, once its receiver was mended. */
  async retryParked(actor: Actor, id: number): Promise<Outcome<null>> {
    const allowed = await this.read(actor, (access) => access.demand("outbox.manage"));
    if (!allowed.ok) return allowed;
    try {
      await this.outbox.retryParked(id);
      return ok(null);
    } catch (cause) {
      if (cause instanceof RoomError) return { ok: false, problem: cause.toProblem() };
      throw cause;
    }
  }

  // --- RPC: pages ---

  /** Up to `limit` pages behind the place `after`, in their order. */
  async pages(actor: Actor, after: { order: string; id: string }, limit: number): Promise<Outcome<Page[]>> {
    return this.read(actor, (access) => pagesViewed(this.stores, access, after, limit));
  }

  /** A page, if the actor may `act` on it; for routes that go on to its doc. */
  async page(actor: Actor, id: string, act: Act = "page.read"): Promise<Outcome<Page>> {
    return this.read(actor, (access) => {
      const page = demandPage(this.stores, access, id);
      access.demand(act, { room: docOf(page) });
      return pageViewed(this.stores, access, id);
    });
  }

  /** Makes a page under `id`, behind the others, with its doc. Again under the same id it answers the page there is. */
  async createPage(
    actor: Actor,
    { parentId = null, ...wanted }: { id: string; title: string; parentId?: string | null | undefined },
  ): Promise<Outcome<Page>> {
    const known = await this.read(actor, (access) => {
      access.demand("page.create");
      const page = this.stores.pages.find(wanted.id);
      if (!page) demandRoomForPage(this.stores, access, parentId);
      return page ?? null;
    });
    if (!known.ok) return known;
    if (known.value) return ok(pageShown(known.value));
    return this.#withNewDoc((docId) =>
      pageShown(this.act(actor, (change, access) => addPage(change, access, { ...wanted, parentId, docId }))),
    );
  }

  /** Renames a page, or puts it under and behind others, as `page.move` does: all or nothing. */
  async updatePage(
    actor: Actor,
    id: string,
    wanted: PagePlace & { title?: string | undefined },
  ): Promise<Outcome<Page>> {
    return this.written(() => {
      this.act(actor, (change, access) => {
        const { title, parent, after } = wanted;
        if (title !== undefined) perform(change, access, { type: "page.rename", page: id, title });
        if (parent !== undefined || after !== undefined) {
          perform(change, access, { type: "page.move", page: id, parent, after });
        }
      });
      return pageViewed(this.stores, this.access(actor), id);
    });
  }

  /** Erases a page's content for ever; the page goes on, empty, as another doc. */
  async erasePage(actor: Actor, id: string): Promise<Outcome<Page>> {
    const allowed = await this.page(actor, id, "page.erase");
    if (!allowed.ok) return allowed;
    return this.#withNewDoc((docId) =>
      pageShown(this.act(actor, (change, access) => erasePage(change, access, id, docId))),
    );
  }

  // --- RPC: the authority over rooms ---

  /** Whether `actor` may `act` in the room `at`; for routes that go on to that room. Answers their role there. */
  async authorize(actor: Actor, act: Act, at: RoomAddress): Promise<Outcome<{ role: Standing["role"] | null }>> {
    return this.read(actor, (access) => {
      const room = this.roomHere(at);
      access.demand(act, { room });
      return { role: access.member?.role ?? null };
    });
  }

  /**
   * As {@link authorize}, for an act that belongs into the audit log. It is recorded before it is done, so that none can
   * go unrecorded; `entry` says as what, and what exactly was asked for.
   */
  async authorizeRecorded(
    actor: Actor,
    act: Act,
    at: RoomAddress,
    entry: { act: AuditAct; detail: AuditDetail },
  ): Promise<Outcome<null>> {
    return this.written(() =>
      this.act(actor, (change, access) => {
        const room = this.roomHere(at);
        access.demand(act, { room });
        change.record(entry.act, room.id, entry.detail);
        return null;
      }),
    );
  }

  /** Those of `users` who may hear of what is said in the conversation or call at `at`; its room asks before it tells them. */
  async hearers(at: RoomAddress, users: string[]): Promise<Outcome<Hearers>> {
    return this.answer(() => {
      const room = this.roomHere(at);
      if (room.kind === "call") return hearersOfCall(this.stores, room.id, users);
      const row = this.stores.conversations.find(room.id);
      if (!row) throw new RoomError("not_found", "There is no such conversation.");
      const hearers = hearersAmong(this.stores, row, users);
      noteHearers(this.stores, row, hearers.users);
      return hearers;
    });
  }

  /** A session or API key of `user` ended: closes what it opened here, and owes the word to each room they were in. */
  async revokeSession({ user, session }: { user: string; session: string }): Promise<Outcome<null>> {
    return this.written(() => {
      this.change(user, (change) => {
        change.tell(this.stores.rooms.enteredBy(user), { type: "session_revoked", user, session });
      });
      this.revoke(session);
      return null;
    });
  }

  // --- Within ---

  /** Creates a doc and then does `act`, which makes it part of the workspace. */
  async #withNewDoc<Value>(act: (docId: string) => Value): Promise<Outcome<Value>> {
    const made = await newDoc(this.env, this.name, this.log);
    return made.ok ? this.written(() => act(made.value)) : made;
  }
}
