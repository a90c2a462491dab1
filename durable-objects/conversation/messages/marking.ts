/** What others put to a message: reactions and pins. */
import { RoomError } from "../../room/errors.ts";
import type { Change } from "../change.ts";
import { MAX_PINS, MAX_REACTION_KINDS, MAX_REACTORS } from "../limits.ts";
import type { Participant } from "../participant.ts";
import type { Message, Reaction } from "../protocol.ts";
import { isEmoji } from "../text/emoji.ts";
import { demandStanding, demandVoice } from "./rules.ts";

/** Reacts to a message, or takes that back. What is so already stays as it is. */
export function react(change: Change, who: Participant, id: string, emoji: string, on: boolean): Message {
  demandVoice(change, who);
  const { message } = demandStanding(change.stores, id);
  if (!isEmoji(emoji)) throw new RoomError("invalid", "React with one emoji.");
  const reactions = on ? withReaction(message.reactions, emoji, who.user) : without(message.reactions, emoji, who.user);
  if (reactions === message.reactions) return message;
  const changed = { ...message, reactions };
  change.stores.messages.put(changed);
  change.say(who, { type: "message.reacted", message: id, reactions });
  return changed;
}

/** Pins a message, or takes it off. What is so already stays as it is. */
export function pin(change: Change, who: Participant, id: string, on: boolean): Message {
  demandVoice(change, who);
  const { messages } = change.stores;
  const { message } = demandStanding(change.stores, id);
  if (on === (message.pinnedAt !== null)) return message;
  if (on && messages.pinCount() >= MAX_PINS) {
    throw new RoomError("limit_reached", `At most ${MAX_PINS} messages can be pinned. Take one off first.`);
  }
  const changed = { ...message, pinnedAt: on ? change.now : null, pinnedBy: on ? who.user : null };
  messages.put(changed);
  change.say(who, {
    type: "message.pinned",
    message: id,
    pinnedAt: changed.pinnedAt,
    pinnedBy: changed.pinnedBy,
  });
  return changed;
}

function withReaction(reactions: Reaction[], emoji: string, user: string): Reaction[] {
  const known = reactions.find((reaction) => reaction.emoji === emoji);
  if (!known) {
    if (reactions.length >= MAX_REACTION_KINDS) {
      throw new RoomError("limit_reached", `At most ${MAX_REACTION_KINDS} different reactions fit a message.`);
    }
    return [...reactions, { emoji, users: [user] }];
  }
  if (known.users.includes(user)) return reactions;
  if (known.users.length >= MAX_REACTORS) throw new RoomError("limit_reached", "No more reactions of this kind fit.");
  return reactions.map((each) => (each === known ? { emoji, users: [...each.users, user] } : each));
}

function without(reactions: Reaction[], emoji: string, user: string): Reaction[] {
  if (!reactions.some((each) => each.emoji === emoji && each.users.includes(user))) return reactions;
  return reactions
    .map((each) => (each.emoji === emoji ? { emoji, users: each.users.filter((other) => other !== user) } : each))
    .filter(({ users }) => users.length > 0);
}
