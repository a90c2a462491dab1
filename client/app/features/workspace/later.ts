import { later } from "../../offline/loading-ahead.ts";

// No board begins with these: they come right after the page is there, all in one.
const load = () => import("./later-parts.ts");

/** What can be done and found from anywhere. */
export const AtHand = later(async () => (await load()).AtHand);
/** The way to the calls, and those that go on, in the sidebar. */
export const CallsEntry = later(async () => (await load()).CallsEntry);
/** The way into the call about something. */
export const StartCall = later(async () => (await load()).StartCall);
/** Conversations in the sidebar. */
export const Conversations = later(async () => (await load()).Conversations);
/** One thing worth knowing. */
export const HintCard = later(async () => (await load()).HintCard);
/** How much is unread in one's inbox. */
export const InboxBadge = later(async () => (await load()).InboxBadge);
/** The way to one's inbox without leaving the page. */
export const InboxBell = later(async () => (await load()).InboxBell);
