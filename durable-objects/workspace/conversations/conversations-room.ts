import { type Outcome, ok, unwrap } from "../../room/errors.ts";
import { hasSchema } from "../../room/migrations.ts";
import { endsWithin } from "../../room/patience.ts";
import type { Role } from "../../room/protocol.ts";
import type { Job } from "../../room/schedule.ts";
import type { Actor } from "../actor.ts";
import { ExchangeRoom } from "../board/exchange/exchange-room.ts";
import { References } from "../board/naming/references.ts";
import { laneOfRoom } from "../owed.ts";
import type { Act } from "../permissions.ts";
import { performOnConversation } from "./acting.ts";
import { detailOf } from "./changing.ts";
import { addDiscussion, discussionOf, planDiscussion, type Subject } from "./discussing.ts";
import {
  type ConversationScope,
  conversationsListed,
  conversationViewed,
  demandConversation,
  membersListed,
} from "./finding.ts";
import { foundConversation } from "./founding.ts";
import { GENERAL_JOB, lacksGeneral, maintainerOf, planGeneral } from "./general.ts";
import { addConversation, conversationThere, planConversation } from "./making.ts";
import type {
  Conversation,
  ConversationAction,
  ConversationMember,
  ConversationView,
  NewConversation,
} from "./protocol.ts";
import { isOutOfStep, RECONCILING_JOB, reconcile } from "./reconciling.ts";
import { type Searched, searchedBy } from "./searching.ts";
import { conversationShown, titleFor } from "./shown.ts";
import type { NewRow } from "./store.ts";
import { addRow } from "./writing.ts";

/** How long an answer waits for a conversation's room to have heard of the change; after that it catches up by itself. */
const ROOM_PATIENCE_MS = 1_000;

/** What the worker may ask of a workspace, by RPC, about its conversations; what is said in one is its own room's. */
export abstract class ConversationsRoom extends ExchangeRoom {
  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    if (!hasSchema(ctx.storage.sql)) return;
    if (lacksGeneral(this.stores)) this.schedule.at(GENERAL_JOB, Date.now());
    if (isOutOfStep(this.stores)) this.schedule.at(RECONCILING_JOB, Date.now());
  }

  protected override ownJobs(): Record<string, Job> {
    return {
      ...super.ownJobs(),
      [GENERAL_JOB]: () => this.#makeGeneral(),
      [RECONCILING_JOB]: () => this.change(null, reconcile),
    };
  }

  /** The conversations the actor may enter, the oldest first. */
  async conversations(actor: Actor, scope: ConversationScope): Promise<Outcome<ConversationView[]>> {
    return this.read(actor, (access) => conversationsListed(this.stores, access, scope));
  }

  /** A conversation, if the actor may `act` in it, and what they are in the workspace. */
  async conversation(
    actor: Actor,
    id: string,
    act: Act = "conversation.read",
  ): Promise<Outcome<{ conversation: ConversationView; name: string; role: Role }>> {
    return this.read(actor, (access) => {
      const row = demandConversation(this.stores, access, id, act);
      // Only members pass.
      const { name = actor.name, role = "viewer" } = access.member ?? {};
      return { conversation: conversationViewed(this.stores, access, row), name, role };
    });
  }

  /** Makes a conversation under `id`. Again under the same id, or of the same people, it answers the one there is. */
  async createConversation(actor: Actor, id: string, wanted: NewConversation): Promise<Outcome<ConversationView>> {
    const place = { id, now: Date.now() };
    const known = await this.read(actor, (access) => {
      const row = conversationThere(this.stores, access, id, wanted);
      return row
        ? { view: conversationViewed(this.stores, access, row) }
        : { plan: planConversation(this.stores, access, place, wanted) };
    });
    if (!known.ok) return known;
    if (known.value.view) return ok(known.value.view);
    return this.#withRoom(known.value.plan, () => {
      const row = this.act(actor, (change, access) => addConversation(change, access, place, wanted));
      return conversationViewed(this.stores, this.access(actor), row);
    });
  }

  /**
   * Does `action` on a conversation and answers how it then is, or null where the actor may not see it any more. Its room
   * has heard by then who belongs to it, or will soon.
   */
  async changeConversation(
    actor: Actor,
    id: string,
    action: ConversationAction,
  ): Promise<Outcome<ConversationView | null>> {
    const changed = await this.written(() => {
      this.act(actor, (change, access) => performOnConversation(change, access, action));
      const access = this.access(actor);
      const row = this.stores.conversations.find(id);
      const seen = row && access.may("conversation.read", { room: { kind: "conversation", id } });
      return seen ? conversationViewed(this.stores, access, row) : null;
    });
    const lane = laneOfRoom({ kind: "conversation", id });
    if (changed.ok) await endsWithin(ROOM_PATIENCE_MS, this.outbox.flush([lane]));
    return changed;
  }

  /** Up to `limit` of those who belong to a conversation, behind the user id `after`. */
  async conversationMembers(
    actor: Actor,
    id: string,
    page: { after: string; limit: number },
  ): Promise<Outcome<ConversationMember[]>> {
    return this.read(actor, (access) => membersListed(this.stores, access, id, page));
  }

  /** The conversations in which the actor searches, and what they are in the workspace; see {@link searchedBy}. */
  async searched(actor: Actor, names: readonly string[]): Promise<Outcome<Searched & { name: string; role: Role }>> {
    return this.read(actor, (access) => {
      const { name = actor.name, role = "viewer" } = access.member ?? {};
      return { ...searchedBy(this.stores, access, names), name, role };
    });
  }

  /** Records that all that was said in a conversation is taken out; answers what it is called by whoever takes it. */
  async exportConversation(
    actor: Actor,
    id: string,
    format: string,
  ): Promise<Outcome<{ conversation: Conversation; title: string; name: string; role: Role }>> {
    return this.written(() =>
      this.act(actor, (change, access) => {
        const row = demandConversation(change.stores, access, id, "conversation.export");
        change.record("conversation.exported", id, { ...detailOf(row), format });
        const { name = actor.name, role = "viewer" } = access.member ?? {};
        const title = titleFor(change.stores, row, actor.user);
        return { conversation: conversationShown(change.stores, row), title, name, role };
      }),
    );
  }

  /** The discussion of a task, which may be named by its key, or of a page, or the chat of a call; null while there is none. */
  async discussion(actor: Actor, about: Subject): Promise<Outcome<ConversationView | null>> {
    return this.read(actor, (access) => {
      const row = discussionOf(this.stores, access, this.#subject(actor, about));
      return row ? conversationViewed(this.stores, access, row) : null;
    });
  }

  /** The discussion of a task or page, or the chat of a call, which is made, under `id`, if there is none yet. */
  async discuss(
    actor: Actor,
    id: string,
    about: Subject,
  ): Promise<Outcome<{ conversation: ConversationView; made: boolean }>> {
    const place = { id, now: Date.now() };
    const known = await this.read(actor, (access) => {
      const subject = this.#subject(actor, about);
      const row = discussionOf(this.stores, access, subject);
      return row
        ? { view: conversationViewed(this.stores, access, row) }
        : { subject, plan: planDiscussion(this.stores, access, place, subject) };
    });
    if (!known.ok) return known;
    if (known.value.view) return ok({ conversation: known.value.view, made: false });
    const { subject, plan } = known.value;
    return this.#withRoom(plan, () => {
      const row = this.act(actor, (change, access) => addDiscussion(change, access, place, subject));
      return { conversation: conversationViewed(this.stores, this.access(actor), row), made: row.id === id };
    });
  }

  // --- Within ---

  /** Creates the object of a conversation that is planned. */
  protected foundConversation(plan: NewRow): Promise<Outcome<null>> {
    const { env, stores, log } = this;
    return foundConversation({ env, workspace: this.name, stores, log }, plan);
  }

  /** Makes the channel of everyone for a workspace that was founded before there were any. */
  async #makeGeneral(): Promise<void> {
    const maintainer = maintainerOf(this.stores);
    if (maintainer === undefined || !lacksGeneral(this.stores)) return;
    const plan = planGeneral(this.stores, maintainer, Date.now());
    unwrap(await this.foundConversation(plan));
    this.change(null, (change) => {
      if (lacksGeneral(change.stores)) addRow(change, plan);
    });
  }

  #subject(actor: Actor, { type, id }: Subject): Subject {
    if (type !== "task") return { type, id };
    return { type, id: new References(this.stores, this.access(actor)).task(id).task.id };
  }

  /** Creates the object of a conversation and then does `add`, which makes it part of the workspace. */
  async #withRoom<Value>(plan: NewRow, add: () => Value): Promise<Outcome<Value>> {
    const founded = await this.foundConversation(plan);
    return founded.ok ? this.written(add) : founded;
  }
}
