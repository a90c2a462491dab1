/** What the frame of a workspace has that no page begins with: one file, loaded right after the page is there. */
export { CallsEntry } from "../calls/calls-entry.tsx";
export { StartCall } from "../calls/start-call.tsx";
export { Conversations } from "../channels/conversations.tsx";
export { HintCard } from "../first-minute/hint-card.tsx";
export { InboxBadge } from "../inbox/inbox-badge.tsx";
export { InboxBell } from "../inbox/inbox-bell.tsx";
export { AtHand } from "./at-hand.tsx";
