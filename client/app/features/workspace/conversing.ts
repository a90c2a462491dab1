import { lazy } from "react";

// What lives by conversations and by one's inbox comes right after the page is there: no board begins with it.
const load = () => import("./conversing-parts.ts");

/** Conversations in the sidebar. */
export const Conversations = lazy(async () => ({ default: (await load()).Conversations }));
/** What can be done about conversations from anywhere. */
export const Conversing = lazy(async () => ({ default: (await load()).Conversing }));
/** How much is unread in one's inbox. */
export const InboxBadge = lazy(async () => ({ default: (await load()).InboxBadge }));
/** The way to one's inbox without leaving the page. */
export const InboxBell = lazy(async () => ({ default: (await load()).InboxBell }));
