/** The lanes of a conversation's outbox to those who hear of it elsewhere: inboxes, and the workspace of a discussion. */
import { InboxNotice } from "../../inbox/notices.ts";
import type { RoomAddress } from "../../room/authority.ts";
import { RoomError } from "../../room/errors.ts";
import type { EventLog } from "../../room/event-log.ts";
import { deliverToRoom, effectsInLog, type Lane } from "../../room/lane.ts";
import { isDiscussion } from "../../workspace/conversations/entering.ts";
import { MessageNotice } from "../notices.ts";
import type { Stores } from "../stores.ts";
import { inboxNotice, messageNotice } from "./notices.ts";

interface Surroundings {
  env: Pick<Cloudflare.Env, "INBOX" | "WORKSPACE">;
  at: RoomAddress;
  log: EventLog;
  stores: Stores;
}

/** For so long what an inbox is owed waits for more, so that a lively thread is told in few deliveries. */
const GATHERED_MS = 200;

/** The lane to the inbox of `user`. Whoever may not read here any more, or never might, hears nothing (P4, P5). */
export function inboxLane(user: string, around: Surroundings): Lane<InboxNotice> {
  const { env, at, log, stores } = around;
  return {
    body: InboxNotice,
    lingerMs: GATHERED_MS,
    effectsAfter: effectsInLog(log, (event) => inboxNotice(stores, at, user, event)),
    async deliver(deliveries) {
      const heard = await howHeard(user, around);
      if (!heard) return;
      const told = deliveries.map(({ body, ...delivery }) => ({
        ...delivery,
        body: { type: "told" as const, body: [entitled(body, heard.title), ...readAlready(stores, user, body)] },
      }));
      await deliverToRoom(env.INBOX.getByName(user), told);
    },
  };
}

/** The lane to the workspace, by which those hear who follow what is discussed, and the audit log does. */
export function workspaceLane({ env, at, log, stores }: Surroundings): Lane<MessageNotice> {
  return {
    body: MessageNotice,
    effectsAfter: effectsInLog(log, (event) => messageNotice(stores, at.room, event)),
    deliver: (deliveries) =>
      deliverToRoom(
        env.WORKSPACE.getByName(at.workspace),
        deliveries.map(({ body, ...delivery }) => ({ ...delivery, body: { type: "told", body } })),
      ),
  };
}

/**
 * What `user` hears the conversation called, or null for one who may not read it. The workspace has told this room who
 * belongs here; of all others it is asked, and for the name of what is discussed.
 */
async function howHeard(user: string, { env, at, stores }: Surroundings): Promise<{ title: string } | null> {
  const conversation = stores.about.find();
  if (conversation && !isDiscussion(conversation) && stores.readers.belongs(user)) return { title: "" };
  const hearers = await env.WORKSPACE.getByName(at.workspace).hearers(at, [user]);
  if (hearers.ok) return hearers.value.users.includes(user) ? hearers.value : null;
  if (hearers.problem.code === "not_found") return null;
  throw new RoomError("unavailable", "The workspace could not say who may hear of this.");
}

/** That what is notified was read before it could be told; an inbox knows by itself only how far the conversation was. */
function readAlready(stores: Stores, user: string, notice: InboxNotice): InboxNotice[] {
  if (notice.type !== "notify" || notice.thing.type !== "thread" || notice.seq === null) return [];
  const { conversation, message } = notice.thing;
  const root = stores.messages.seqOf(message);
  const marker = root === undefined ? 0 : (stores.readers.inThread(user, root)?.marker ?? 0);
  return marker >= notice.seq ? [{ type: "thread_read", conversation, message, seq: marker }] : [];
}

function entitled(notice: InboxNotice, title: string): InboxNotice {
  return notice.type === "notify" && notice.title === "" ? { ...notice, title } : notice;
}
