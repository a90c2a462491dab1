import { lazy } from "react";

// No board begins with these: they come right after the page is there, all in one.
const load = () => import("./later-parts.ts");

/** Conversations in the sidebar. */
export const Conversations = lazy(async () => ({ default: (await load()).Conversations }));
/** What can be done about conversations from anywhere. */
export const Conversing = lazy(async () => ({ default: (await load()).Conversing }));
/** How much is unread in one's inbox. */
export const InboxBadge = lazy(async () => ({ default: (await load()).InboxBadge }));
/** The way to one's inbox without leaving the page. */
export const InboxBell = lazy(async () => ({ default: (await load()).InboxBell }));
/** What only the palette tells of a workspace. */
export const WorkspaceFinding = lazy(async () => ({ default: (await load()).WorkspaceFinding }));
