/** The lanes of a workspace's outbox that lead to inboxes: of its people, and of those who are invited. */
import { z } from "zod";
import { database } from "../../../worker/data/database.ts";
import { userOfAddress } from "../../../worker/data/users.ts";
import { InboxNotice } from "../../inbox/notices.ts";
import type { Delivery, RoomNotice } from "../../room/authority.ts";
import type { EventLog } from "../../room/event-log.ts";
import { deliverToRoom, effectsInLog, type Lane } from "../../room/lane.ts";
import type { Stores } from "../store/stores.ts";
import { invitedBy } from "./inviting.ts";
import { noticesOf } from "./telling.ts";

const Notices = z.array(InboxNotice);

interface Surroundings {
  workspace: string;
  events: EventLog;
  stores: Stores;
  env: Pick<Cloudflare.Env, "INBOX" | "DB">;
}

/** The lane to the inbox of one of the workspace's people. */
export function inboxLane(user: string, { workspace, events, stores, env }: Surroundings): Lane<unknown> {
  return {
    body: Notices,
    effectsAfter: effectsInLog(events, (event) => noticesOf(stores, { workspace, user }, event)),
    deliver: (deliveries) => deliverToRoom(env.INBOX.getByName(user), deliveries.map(asNotice)),
  };
}

/**
 * The lane to the inbox of whoever has the address that an invitation is for. Whose that is, is asked when it is
 * delivered; of an address that nobody has an account with, nothing is told.
 */
export function invitedLane(invitation: string, { workspace, events, stores, env }: Surroundings): Lane<unknown> {
  return {
    body: Notices,
    effectsAfter: effectsInLog(events, (event) => invitedBy(stores, workspace, invitation, event)),
    async deliver(deliveries) {
      const email = stores.invitations.find(invitation)?.email;
      const user = email ? await userOfAddress(database(env.DB), email) : null;
      if (user === null || stores.members.find(user)) return;
      await deliverToRoom(env.INBOX.getByName(user), deliveries.map(asNotice));
    },
  };
}

function asNotice({ source, number, body }: Delivery<unknown>): Delivery<RoomNotice> {
  return { source, number, body: { type: "told", body: Notices.parse(body) } };
}
