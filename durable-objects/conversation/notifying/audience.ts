/** Who hears of a message in their inbox, and why. */
import { laneOfInbox } from "../../inbox/lanes.ts";
import type { Reason } from "../../inbox/protocol.ts";
import { isFollowed } from "../../workspace/conversations/entering.ts";
import type { KeptMessage } from "../messages/store.ts";
import type { Stores } from "../stores.ts";

/** The lane to the workspace, which the followers of what is discussed hear through. */
export const WORKSPACE_LANE = "workspace";

/**
 * Whoever hears of a message, by what concerns them most: it mentions them, it is a reply in a thread they follow, or it
 * is for everyone in a direct or group conversation. Of a call that is on they hear by being called. Never its author. Whether those it names may read here at all is
 * looked at when they are told.
 */
export function audienceOf(stores: Stores, { message, here }: KeptMessage): Map<string, Reason> {
  const { readers } = stores;
  const audience = new Map<string, Reason>();
  const kind = stores.about.find()?.kind;
  const isRung = message.call?.state === "live";
  if ((kind === "direct" || kind === "group") && !isRung) {
    for (const user of readers.belonging()) audience.set(user, "message");
  }
  if (message.replyTo !== null) {
    const root = stores.messages.seqOf(message.replyTo);
    for (const { user, since } of root === undefined ? [] : readers.followersOf(root)) {
      if (since < message.seq) audience.set(user, "reply");
    }
  }
  const named = message.mentionsAll === "everyone" ? readers.belonging() : here;
  for (const user of [...named, ...message.mentions]) audience.set(user, "mention");
  audience.delete(message.author);
  return audience;
}

/** The lanes that a message, said or taken back, owes something to. */
export function lanesOf(stores: Stores, kept: KeptMessage): string[] {
  const lanes = [...audienceOf(stores, kept).keys()].map(laneOfInbox);
  const conversation = stores.about.find();
  if (conversation && isFollowed(conversation)) lanes.push(WORKSPACE_LANE);
  return lanes;
}
